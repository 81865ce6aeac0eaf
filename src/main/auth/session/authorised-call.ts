import type { ApiAnswer } from '../api/api-answer.ts';
import type { Unanswered } from './core/state.ts';
import { isStale } from './core/verdicts.ts';

/** A call of the API that needs an access token. */
export type AuthorisedCall<Value> = (
  accessToken: string,
  signal: AbortSignal,
) => Promise<ApiAnswer<Value>>;

/**
 * Makes a call with a valid access token; every call that needs one is made through it. The token is
 * renewed first if it has run out, and once after a 401 unless another call has already renewed it.
 * A fresh token that is refused as well says nothing about the session (docs/session.md, "Life" 6):
 * the caller gets the 401. While back-off waits, a call that needs a renewal gets the failure that
 * back-off waits after. Never throws; `aborted` where nobody is signed in or the session ends.
 */
export type CallWithToken = <Value>(call: AuthorisedCall<Value>) => Promise<ApiAnswer<Value>>;

export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: string; readonly signal: AbortSignal }
  | { readonly kind: 'denied'; readonly answer: Unanswered };

interface CallWithTokenDeps {
  /** @param refused the token that the API has just refused */
  readonly getToken: (refused: string | null) => TokenAnswer | Promise<TokenAnswer>;
  readonly onAccepted: () => void;
}

export function createCallWithToken({ getToken, onAccepted }: CallWithTokenDeps): CallWithToken {
  return async (call) => {
    const first = await getToken(null);
    if (first.kind === 'denied') {
      return first.answer;
    }
    const answer = await call(first.token, first.signal);
    if (!isStale(answer)) {
      if (answer.kind === 'success') {
        onAccepted();
      }
      return answer;
    }
    const second = await getToken(first.token);
    return second.kind === 'denied' ? second.answer : call(second.token, second.signal);
  };
}
