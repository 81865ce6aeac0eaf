import { cleanLogin, type SignUpInput, signUpInputSchema } from '@mytone/shared/inputs.ts';
import * as z from 'zod/mini';

const confirmation = z.string().check(z.minLength(1, { error: 'required' }));

function hasText<Key extends string>(value: unknown, key: Key): value is Record<Key, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    key in value &&
    typeof (value as Record<Key, unknown>)[key] === 'string'
  );
}

/** Both entries are there. Zod would not compare them while any other field has a problem. */
function areFilled(value: unknown, first: string, second: string): boolean {
  return (
    hasText(value, first) && hasText(value, second) && value[first] !== '' && value[second] !== ''
  );
}

/** The sign-up form: what main is sent, and the confirmations that stay here. */
export const signUpFormSchema = z
  .extend(signUpInputSchema, {
    confirmEmail: confirmation.check(z.overwrite(cleanLogin)),
    confirmPassword: confirmation,
  })
  .check(
    z.refine(({ email, confirmEmail }) => email === confirmEmail, {
      path: ['confirmEmail'],
      error: 'mismatch',
      when: ({ value }) => areFilled(value, 'email', 'confirmEmail'),
    }),
    z.refine(({ password, confirmPassword }) => password === confirmPassword, {
      path: ['confirmPassword'],
      error: 'mismatch',
      when: ({ value }) => areFilled(value, 'password', 'confirmPassword'),
    }),
  );
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
