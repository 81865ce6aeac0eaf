import type { SignOutReason } from '@mytone/shared/auth-state.ts';
import type { ApiAnswer, NoAnswer, Refusal } from '../../api/api-answer.ts';

// The table "Verdicts" of docs/session.md. What is not named here keeps the session.

const deadRefreshStatuses: ReadonlySet<number> = new Set([400, 401, 403]);
const toldProfileStatuses: ReadonlySet<number> = new Set([403, 404]);

/** The API itself refused the refresh token. */
export function isDead(answer: ApiAnswer<unknown>): answer is Refusal {
  return answer.kind === 'refused' && deadRefreshStatuses.has(answer.status);
}

/** The API refused the access token. */
export function isStale(answer: ApiAnswer<unknown>): answer is Refusal {
  return answer.kind === 'refused' && answer.status === 401;
}

/** A response that will not change within a minute: the user is told, the session is kept. */
export function isTold(answer: ApiAnswer<unknown>, call: 'refresh' | 'profile'): boolean {
  if (answer.kind !== 'refused') {
    return answer.kind === 'invalid-input';
  }
  // A 422 without FastAPI's list of fields is still one.
  return answer.status === 422 || (call === 'profile' && toldProfileStatuses.has(answer.status));
}

/** No response at all. */
export function isUnheard(answer: ApiAnswer<unknown>): answer is NoAnswer {
  // A mutant survives: no other kind of answer has null as its status.
  return answer.kind === 'no-answer' && answer.status === null;
}

/** Sent, and the connection broke before the response came. */
export function isLost(answer: ApiAnswer<unknown>): boolean {
  return isUnheard(answer) && answer.cause === 'network' && answer.mayHaveBeenHandled;
}

/** The shortest life of a refresh token that the contract knows. */
const shortestRefreshLifeMs = 7 * 24 * 60 * 60_000;

/**
 * Why a refresh token was refused, from facts and not from the API's sentence: 403 means that the
 * account is disabled, a token that was never stored here is damaged or replaced, and one unused for a
 * week may have expired; any other was revoked.
 *
 * @param idleMs time since the API last confirmed the session, null if it never did
 * @param isUnknown the vault held another token than the settings know of
 */
export function deathReason(
  status: number,
  { idleMs, isUnknown }: { idleMs: number | null; isUnknown: boolean },
): SignOutReason {
  if (status === 403) {
    return 'account-disabled';
  }
  if (isUnknown) {
    return 'keychain-lost';
  }
  return idleMs === null || idleMs >= shortestRefreshLifeMs ? 'expired' : 'revoked';
}
