import type { SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import type { Aborted, NoAnswer, Refusal } from './api-answer.ts';

/** Responses that say nothing about the account, only about the route or the moment. */
export const routeStatuses: ReadonlySet<number> = new Set([404, 405, 408, 425]);

/** Statuses of a gateway, or of the API's own failure, after which a form may have been accepted. */
const mayBeDoneStatuses: ReadonlySet<number> = new Set([500, 502, 504, 520, 524]);

/** The outcome of a form that was sent is not known: it may have been accepted. */
export function isAnswerLost({ mayHaveBeenHandled, status }: NoAnswer): boolean {
  if (status === null) {
    return mayHaveBeenHandled;
  }
  const isUnreadableSuccess = status >= 200 && status < 300;
  return isUnreadableSuccess || mayBeDoneStatuses.has(status);
}

/** The failures that every form has in common. */
export type CommonFailure = Exclude<
  Extract<SignInFailure, SignUpFailure>,
  { readonly code: 'busy' | 'invalid-fields' }
>;

/** What a form reports for an answer that is about none of its fields. */
export function commonFailure(answer: Aborted | NoAnswer | Refusal): CommonFailure {
  switch (answer.kind) {
    case 'aborted':
      return { code: 'cancelled' };
    case 'no-answer':
      return answer.cause === 'busy'
        ? { code: 'too-many-attempts', retryAfterMs: answer.retryAfterMs }
        : { code: 'unreachable', cause: answer.cause };
    case 'refused':
      return { code: 'unreachable', cause: 'refused' };
  }
}
