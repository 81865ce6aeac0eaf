import { resetPasswordInputSchema } from '@mytone/shared/inputs.ts';
import * as z from 'zod/mini';
import { confirmation, sameEntries } from './confirmation.ts';

/** The form for a new password: what main is sent, and the confirmation that stays here. */
export const newPasswordFormSchema = z
  .extend(resetPasswordInputSchema, { confirmPassword: confirmation })
  .check(sameEntries('password', 'confirmPassword'));
export type NewPasswordForm = z.infer<typeof newPasswordFormSchema>;
