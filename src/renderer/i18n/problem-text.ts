import { type FieldProblem, fieldProblems } from '@mytone/shared/failures.ts';
import { passwordMaximumBytes, passwordMinimumLength } from '@mytone/shared/inputs.ts';
import type { Translate } from './translate.ts';

/** What a field may complain about: a problem of its own, or a name that someone else has. */
export type FieldCode = FieldProblem | 'email-taken' | 'username-taken' | 'account-taken';

const takenCodes = ['email-taken', 'username-taken', 'account-taken'] as const;

function isOneOf<Code extends string>(codes: readonly Code[], text: string): text is Code {
  return (codes as readonly string[]).includes(text);
}

/** The words for what is wrong with a field; a code that is not ours reads as "invalid". */
export function problemText(t: Translate, field: string, code: string): string {
  if (isOneOf(takenCodes, code)) return t(`failures.${code}`);
  if (code === 'invalid' && field === 'email') return t('emailInvalid');
  if (code === 'too-short' && field === 'password') {
    return t('passwordTooShort', { minimum: passwordMinimumLength });
  }
  if (code === 'too-long' && field === 'password') {
    return t('passwordTooLong', { maximum: passwordMaximumBytes });
  }
  return t(`fieldProblems.${isOneOf(fieldProblems, code) ? code : 'invalid'}`);
}
