import * as z from 'zod/mini';
import { cleanLogin } from './account/clean-login.ts';
import {
  longestEmail,
  longestField,
  longestName,
  measurePassword,
  passwordMaximumBytes,
  passwordMinimumLength,
} from './account/field-limits.ts';
import { withoutInvisible } from './account/invisible.ts';
import type { FieldProblem } from './failures.ts';

function problem(code: FieldProblem): { error: FieldProblem } {
  return { error: code };
}

const trimmedText = z
  .string(problem('required'))
  .check(z.trim(), z.minLength(1, problem('required')));

/** Required text that the API stores, such as a name; without white space around it. */
export const presentText = trimmedText.check(z.maxLength(longestName, problem('too-long')));

/** An e-mail address or username: not blank, and cleaned. */
export const loginSchema = trimmedText.check(
  z.overwrite(cleanLogin),
  z.minLength(1, problem('required')),
  z.maxLength(longestField, problem('too-long')),
);

const username = loginSchema.check(z.maxLength(longestName, problem('too-long')));

const anyPassword = z
  .string(problem('required'))
  .check(z.minLength(1, problem('required')), z.maxLength(longestField, problem('too-long')));

const newPassword = anyPassword.check(
  z.refine(
    (password) => measurePassword(password).characters >= passwordMinimumLength,
    problem('too-short'),
  ),
  z.refine(
    (password) => measurePassword(password).bytes <= passwordMaximumBytes,
    problem('too-long'),
  ),
);

/** Something before and after one @, and no blanks: the API judges the rest. */
const email = loginSchema.check(
  z.regex(/^[^\s@]+@[^\s@]+$/u, problem('invalid')),
  z.maxLength(longestEmail, problem('too-long')),
);

/**
 * Sign-in form: e-mail or username, and the password, which only the API judges. Messages are
 * `FieldProblem` codes.
 */
export const signInInputSchema = z.strictObject({ login: loginSchema, password: anyPassword });
export type SignInInput = Readonly<z.infer<typeof signInInputSchema>>;

/** Sign-up form without its confirmations, which are never sent. */
export const signUpInputSchema = z.strictObject({
  name: presentText,
  surname: presentText,
  email,
  username,
  password: newPassword,
});
export type SignUpInput = Readonly<z.infer<typeof signUpInputSchema>>;

/** The form that requests a link. */
export const forgotPasswordInputSchema = z.strictObject({ email });
export type ForgotPasswordInput = Readonly<z.infer<typeof forgotPasswordInputSchema>>;

/** A new password for the open link; main adds the token. */
export const resetPasswordInputSchema = z.strictObject({ password: newPassword });
export type ResetPasswordInput = Readonly<z.infer<typeof resetPasswordInputSchema>>;

/** The changed fields of a profile; the others stay. An empty phone number removes it. */
export const changeProfileInputSchema = z.strictObject({
  name: z.optional(presentText),
  surname: z.optional(presentText),
  phoneNumber: z.optional(
    z.string().check(
      // Address books copy a number between marks that set its direction.
      z.overwrite(withoutInvisible),
      z.trim(),
      z.maxLength(longestName, problem('too-long')),
    ),
  ),
});
export type ChangeProfileInput = Readonly<z.infer<typeof changeProfileInputSchema>>;

export const changePasswordInputSchema = z.strictObject({
  currentPassword: anyPassword,
  password: newPassword,
});
export type ChangePasswordInput = Readonly<z.infer<typeof changePasswordInputSchema>>;

export const deleteAccountInputSchema = z.strictObject({ password: anyPassword });
export type DeleteAccountInput = Readonly<z.infer<typeof deleteAccountInputSchema>>;
