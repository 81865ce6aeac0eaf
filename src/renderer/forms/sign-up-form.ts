import { cleanLogin } from '@mytone/shared/account/clean-login.ts';
import { type SignUpInput, signUpInputSchema } from '@mytone/shared/inputs.ts';
import * as z from 'zod/mini';
import { confirmation, sameEntries } from './confirmation.ts';

/** The sign-up form: what is sent to main, and the confirmations, which are not sent. */
export const signUpFormSchema = z
  .extend(signUpInputSchema, {
    confirmEmail: confirmation.check(z.overwrite(cleanLogin)),
    confirmPassword: confirmation,
  })
  .check(sameEntries('email', 'confirmEmail'), sameEntries('password', 'confirmPassword'));
export type SignUpForm = z.infer<typeof signUpFormSchema>;

/** What is sent to main of a valid form: everything but the confirmations. */
export function signUpInputOf(form: SignUpForm): SignUpInput {
  const { confirmEmail: _confirmEmail, confirmPassword: _confirmPassword, ...input } = form;
  return input;
}

/** The fields in the order of the screen. */
export const signUpFields = [
  'name',
  'surname',
  'email',
  'confirmEmail',
  'username',
  'password',
  'confirmPassword',
] as const satisfies readonly (keyof SignUpForm)[];
