import type { SignOutReason } from '@mytone/shared/auth-state.ts';
import type { ApiAnswer } from '../api/api-answer.ts';

/** `stale`: the access token was refused. `retry` and `tell` both keep the session. */
export type Verdict = 'alive' | 'stale' | 'dead' | 'retry' | 'tell';

const deadRefreshStatuses: ReadonlySet<number> = new Set([400, 401, 403]);
const toldProfileStatuses: ReadonlySet<number> = new Set([403, 404]);

/** The row `POST /auth/refresh` of session.md's table. */
export function refreshVerdict(answer: ApiAnswer<unknown>): Verdict {
  switch (answer.kind) {
    case 'success':
      return 'alive';
    case 'refused':
      return deadRefreshStatuses.has(answer.status) ? 'dead' : 'retry';
    case 'invalid-input':
      return 'tell';
    case 'no-answer':
    case 'aborted':
      return 'retry';
  }
}

/** The row `GET /auth/me`: never dead by itself. */
export function profileVerdict(answer: ApiAnswer<unknown>): Verdict {
  switch (answer.kind) {
    case 'success':
      return 'alive';
    case 'refused':
      if (answer.status === 401) return 'stale';
      return toldProfileStatuses.has(answer.status) ? 'tell' : 'retry';
    case 'invalid-input':
      return 'tell';
    case 'no-answer':
    case 'aborted':
      return 'retry';
  }
}

/** The shortest life of a refresh token that the contract knows. */
const shortestRefreshLifeMs = 7 * 24 * 60 * 60_000;

/**
 * Why a refresh token was refused, from facts rather than from the API's words: 403 says that the
 * account may not, and a token unused for a week may have run out; any other was ended by someone.
 *
 * @param idleMs time since the API last confirmed the session, null if it never did
 */
export function deathReason(status: number, idleMs: number | null): SignOutReason {
  if (status === 403) return 'account-disabled';
  return idleMs === null || idleMs >= shortestRefreshLifeMs ? 'expired' : 'revoked';
}
