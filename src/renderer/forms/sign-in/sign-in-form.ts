import { cleanLogin } from '@mytone/shared/account/clean-login.ts';
import { longestField } from '@mytone/shared/account/field-limits.ts';
import type { FieldProblem } from '@mytone/shared/failures.ts';
import type { SignInInput } from '@mytone/shared/inputs.ts';

/** The fields of the sign-in form, in the order of the screen. */
export const signInFields = ['login', 'password'] as const satisfies readonly (keyof SignInInput)[];
export type SignInField = (typeof signInFields)[number];

/**
 * What is wrong with an entry of the sign-in form; undefined if it may be sent, because only the API
 * judges it. Agrees with `signInInputSchema`, without zod: the first screen does not load it.
 */
export function signInProblem(field: SignInField, entry: string): FieldProblem | undefined {
  const text = field === 'login' ? cleanLogin(entry) : entry;
  if (text === '') {
    return 'required';
  }
  return [...text].length > longestField ? 'too-long' : undefined;
}

/** What is typed into the form now; also what a password manager put in without an event. */
export function typedIn(form: HTMLFormElement): SignInInput {
  const entries = new FormData(form);
  const entry = (field: SignInField) => {
    const value = entries.get(field);
    return typeof value === 'string' ? value : '';
  };
  return { login: cleanLogin(entry('login')), password: entry('password') };
}
