import { resetPasswordInputSchema } from '@mytone/shared/inputs.ts';
import * as z from 'zod/mini';
import { confirmation, sameEntries } from './confirmation.ts';

/** The form for a new password: what is sent to main, and the confirmation, which is not sent. */
export const newPasswordFormSchema = z
  .extend(resetPasswordInputSchema, { confirmPassword: confirmation })
  .check(sameEntries('password', 'confirmPassword'));
export type NewPasswordForm = z.infer<typeof newPasswordFormSchema>;
