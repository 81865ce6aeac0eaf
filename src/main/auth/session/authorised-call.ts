import type { ApiAnswer } from '../api/api-answer.ts';
import type { ServerClock } from '../time/server-clock.ts';
import { type AccessToken, isUsable } from '../tokens/access-token.ts';
import type { Renewal, Unanswered } from './renewal.ts';

/** A call of the API that needs an access token. */
export type AuthorisedCall<Value> = (
  accessToken: string,
  signal: AbortSignal,
) => Promise<ApiAnswer<Value>>;

/**
 * Makes a call with a valid access token. The token is renewed first if it has run out, and once
 * after a 401 unless another call has already renewed it. A fresh token that is refused as well says
 * nothing about the session (docs/session.md, "Life" 6): the caller gets the 401. While back-off
 * waits, a call that needs a renewal gets the failure that back-off waits after.
 */
export type Authorised = <Value>(call: AuthorisedCall<Value>) => Promise<ApiAnswer<Value>>;

interface Dependencies {
  readonly renewal: Renewal;
  readonly serverClock: ServerClock;
  /** Aborted when the session ends. */
  readonly signal: AbortSignal;
  /** The failure that back-off waits after; null while nothing is wrong or an attempt runs. */
  readonly waitingAfter: () => Unanswered | null;
}

interface Attempt<Value> {
  readonly answer: ApiAnswer<Value>;
  /** Null if there was no token to call with. */
  readonly used: AccessToken | null;
}

export function createAuthorised(dependencies: Dependencies): Authorised {
  const { renewal, serverClock, signal, waitingAfter } = dependencies;

  async function callOnce<Value>(
    call: AuthorisedCall<Value>,
    refused: AccessToken | null,
  ): Promise<Attempt<Value>> {
    // Only the token that was refused is renewed: a late 401 finds a newer one here.
    if (renewal.access === refused || !isUsable(renewal.access, serverClock.now())) {
      const failure = waitingAfter();
      if (failure !== null) return { answer: failure, used: null };
      const outcome = await renewal.renew();
      if (outcome.kind === 'unanswered') return { answer: outcome.answer, used: null };
    }
    const used = renewal.access;
    if (used === null || signal.aborted) return { answer: { kind: 'aborted' }, used: null };
    return { answer: await call(used.value, signal), used };
  }

  return async (call) => {
    const first = await callOnce(call, null);
    if (!isRefused(first)) return first.answer;
    return (await callOnce(call, first.used)).answer;
  };
}

function isRefused({ answer, used }: Attempt<unknown>): boolean {
  return used !== null && answer.kind === 'refused' && answer.status === 401;
}
