import type { AccountFailure } from '@mytone/shared/failures.ts';
import type { ApiAnswer } from '../api/api-answer.ts';
import { commonFailure, isAnswerLost } from '../api/form-failures.ts';

type Refused = Exclude<ApiAnswer<never>, { kind: 'success' }>;

/** The API, or a proxy in front of it, does not have this endpoint. */
export function isNotOffered(answer: Refused): boolean {
  return 'status' in answer && answer.status === 404;
}

/**
 * What a change of the account failed with; fields have the names of the forms.
 * @param asksForPassword a refusal with 400 is about the password that was sent along
 */
export function accountFailure(answer: Refused, asksForPassword: boolean): AccountFailure {
  switch (answer.kind) {
    case 'invalid-input': {
      const { currentPassword, password, newPassword, ...fields } = answer.fields;
      // A password that no account can have, such as one of 80 letters, is simply wrong.
      return currentPassword === undefined && password === undefined
        ? {
            code: 'invalid-fields',
            fields: { ...fields, ...(newPassword && { password: newPassword }) },
          }
        : { code: 'wrong-password' };
    }
    case 'refused':
      return asksForPassword && answer.status === 400
        ? { code: 'wrong-password' }
        : commonFailure(answer);
    case 'no-answer':
      return isAnswerLost(answer) ? { code: 'change-answer-lost' } : commonFailure(answer);
    case 'aborted':
      return commonFailure(answer);
  }
}
