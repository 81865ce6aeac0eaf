import * as z from 'zod/mini';
import type { FieldProblem } from './failures.ts';

/** Least characters (code points) of a new password (contract.md, "Languages and look"). */
export const passwordMinimumLength = 10;

/** No field of a form is longer; keeps an IPC message small. */
const longestField = 1024;

function problem(code: FieldProblem): { error: FieldProblem } {
  return { error: code };
}

const presentText = z
  .string(problem('required'))
  .check(
    z.trim(),
    z.minLength(1, problem('required')),
    z.maxLength(longestField, problem('too-long')),
  );

const anyPassword = z
  .string(problem('required'))
  .check(z.minLength(1, problem('required')), z.maxLength(longestField, problem('too-long')));

const newPassword = anyPassword.check(
  z.refine((password) => [...password].length >= passwordMinimumLength, problem('too-short')),
);

const email = z.pipe(presentText, z.email(problem('invalid')));

/** Sign-in form: e-mail or username, and the password. Messages are `FieldProblem` codes. */
export const signInInputSchema = z.strictObject({ login: presentText, password: anyPassword });
export type SignInInput = Readonly<z.infer<typeof signInInputSchema>>;

/** Sign-up form without its confirmations, which never leave the form. */
export const signUpInputSchema = z.strictObject({
  name: presentText,
  surname: presentText,
  email,
  username: presentText,
  password: newPassword,
});
export type SignUpInput = Readonly<z.infer<typeof signUpInputSchema>>;
