import { cleanLogin, type SignUpInput, signUpInputSchema } from '@mytone/shared/inputs.ts';
import * as z from 'zod/mini';
import { confirmation, sameEntries } from './confirmation.ts';

/** The sign-up form: what main is sent, and the confirmations that stay here. */
export const signUpFormSchema = z
  .extend(signUpInputSchema, {
    confirmEmail: confirmation.check(z.overwrite(cleanLogin)),
    confirmPassword: confirmation,
  })
  .check(sameEntries('email', 'confirmEmail'), sameEntries('password', 'confirmPassword'));
export type SignUpForm = z.infer<typeof signUpFormSchema>;

/** What main is sent of a form that passed: the confirmations are left behind. */
export function signUpInputOf(form: SignUpForm): SignUpInput {
  const { confirmEmail: _confirmEmail, confirmPassword: _confirmPassword, ...input } = form;
  return input;
}

/** The fields in the order in which they stand on the screen. */
export const signUpFields = [
  'name',
  'surname',
  'email',
  'confirmEmail',
  'username',
  'password',
  'confirmPassword',
] as const satisfies readonly (keyof SignUpForm)[];
