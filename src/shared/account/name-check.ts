import * as z from 'zod/mini';
import { loginSchema } from '../inputs.ts';

/** The fields whose values only one account can have. */
export const uniqueFields = ['email', 'username'] as const;
export type UniqueField = (typeof uniqueFields)[number];

export const nameCheckInputSchema = z.strictObject({
  field: z.enum(uniqueFields),
  value: loginSchema,
});
export type NameCheckInput = Readonly<z.infer<typeof nameCheckInputSchema>>;

/** Whether a name is still available; `unknown` if the API does not or cannot say. */
export type NameCheck = 'free' | 'taken' | 'unknown';
