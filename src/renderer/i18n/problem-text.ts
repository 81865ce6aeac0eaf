import {
  longestEmail,
  longestField,
  longestName,
  passwordMaximumBytes,
  passwordMinimumLength,
} from '@mytone/shared/account/field-limits.ts';
import { type FieldProblem, fieldProblems } from '@mytone/shared/failures.ts';
import type { FullTranslate } from './translate.ts';

/** Failures of a command that belong to one field. */
const failuresOfFields = [
  'email-taken',
  'username-taken',
  'account-taken',
  'wrong-password',
] as const;

/** The possible problems of a field: its own validation, or a refusal by the API. */
export type FieldCode = FieldProblem | (typeof failuresOfFields)[number];

function isOneOf<Code extends string>(codes: readonly Code[], text: string): text is Code {
  return (codes as readonly string[]).includes(text);
}

const longestIn: ReadonlyMap<string, number> = new Map([
  ['login', longestField],
  ['email', longestEmail],
]);

/** The words for a field's problem; an unknown code reads as "invalid". */
export function problemText(t: FullTranslate, field: string, code: string): string {
  if (isOneOf(failuresOfFields, code)) {
    return t(`failures.${code}`);
  }
  if (code === 'invalid' && field === 'email') {
    return t('emailInvalid');
  }
  if (code === 'too-short' && field === 'password') {
    return t('passwordTooShort', { minimum: passwordMinimumLength });
  }
  if (code === 'too-long') {
    return field === 'password'
      ? t('passwordTooLong', { maximum: passwordMaximumBytes })
      : t('fieldTooLong', { maximum: longestIn.get(field) ?? longestName });
  }
  if (code === 'mismatch' && field === 'confirmEmail') {
    return t('emailMismatch');
  }
  if (code === 'mismatch' && field === 'confirmPassword') {
    return t('passwordMismatch');
  }
  return t(`fieldProblems.${isOneOf(fieldProblems, code) ? code : 'invalid'}`);
}

/**
 * The words for a field's problem while the form is being filled in; undefined if there is none. An
 * empty field is not a problem before the form is submitted.
 */
export function problemIn(
  t: FullTranslate,
  field: string,
  code: string | undefined,
  isSubmitted: boolean,
): string | undefined {
  if (code === undefined || (code === 'required' && !isSubmitted)) {
    return undefined;
  }
  return problemText(t, field, code);
}
