import * as z from 'zod/mini';

export const userSchema = z.object({
  id: z.int(),
  name: z.string(),
  surname: z.string(),
  email: z.string(),
  username: z.string(),
  phoneNumber: z.nullable(z.string()),
  /** ISO 8601 with an offset; UTC where the API named none. */
  createdAt: z.iso.datetime({ offset: true }),
});

/** The person signed in, as the dashboard shows them and as the profile cache keeps them. */
export type User = Readonly<z.infer<typeof userSchema>>;
