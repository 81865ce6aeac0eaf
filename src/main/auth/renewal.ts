import type { TokenStorage } from '../../shared/auth-state.ts';
import { type AccessToken, readAccessToken } from './access-token.ts';
import type { Api } from './api.ts';
import type { ApiAnswer } from './api-answer.ts';
import { withDeadline } from './deadline.ts';
import type { Clock } from './ports.ts';
import type { ServerClock } from './server-clock.ts';
import { slowKeychainMs, type TokenStore } from './token-store.ts';
import { refreshVerdict } from './verdicts.ts';

/** An answer that leaves the session as it is. */
export type Unanswered = Exclude<ApiAnswer<never>, { kind: 'success' }>;

export type RenewalOutcome =
  | { readonly kind: 'renewed'; readonly access: AccessToken }
  /** The verdict: the API itself refused the token that is still the stored one. */
  | { readonly kind: 'dead'; readonly status: number }
  | { readonly kind: 'unanswered'; readonly answer: Unanswered };

/** The tokens of one session, and the one way to renew them. */
export interface Renewal {
  readonly refreshToken: string;
  readonly storage: TokenStorage;
  readonly access: AccessToken | null;
  /** Puts the refresh token into the vault, if it is not there yet. */
  store(): Promise<void>;
  /** One refresh in flight, shared by every caller. */
  renew(): Promise<RenewalOutcome>;
}

interface Dependencies {
  readonly api: Api;
  readonly tokenStore: TokenStore;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  /** Aborted when the session ends: nothing is written after. */
  readonly signal: AbortSignal;
  readonly initial: {
    readonly refreshToken: string;
    readonly storage: TokenStorage;
    readonly accessToken: string | null;
  };
  readonly onStorage: (storage: TokenStorage) => void;
}

/** A host that answered this recently is awake, milliseconds. */
const staysAwakeMs = 60_000;

export function createRenewal(dependencies: Dependencies): Renewal {
  const { api, tokenStore, clock, serverClock, signal, initial, onStorage } = dependencies;
  let { refreshToken, storage } = initial;
  let access = initial.accessToken === null ? null : read(initial.accessToken);
  let inFlight: Promise<RenewalOutcome> | null = null;
  let awakeUntil = access === null ? 0 : clock.monotonic() + staysAwakeMs;

  function read(accessToken: string): AccessToken {
    return readAccessToken(accessToken, serverClock.now());
  }

  /** Wakes the host before a refresh token is spent: any HTTP answer means awake. */
  async function wake(): Promise<Unanswered | null> {
    if (clock.monotonic() < awakeUntil) return null;
    const answer = await api.wake(signal);
    if (answer.kind === 'no-answer' && answer.status === null) return answer;
    awakeUntil = clock.monotonic() + staysAwakeMs;
    return answer.kind === 'aborted' ? answer : null;
  }

  /** Where the answer was lost, asks once more at once: servers that rotate allow for that. */
  async function spend(token: string) {
    const answer = await api.refresh(token, signal);
    const isLost =
      answer.kind === 'no-answer' && answer.status === null && answer.mayHaveBeenHandled;
    return isLost ? api.refresh(token, signal) : answer;
  }

  /** The token that the vault holds, if it is another than the one refused. */
  async function lookAgain(refused: string): Promise<string | null> {
    // What the vault holds beside a session in memory belongs to an older one.
    if (storage === 'memory') return null;
    const stored = await withDeadline(tokenStore.read(), slowKeychainMs, clock);
    return stored?.kind === 'found' && stored.token !== refused ? stored.token : null;
  }

  function moveTo(next: TokenStorage): void {
    if (signal.aborted || next === storage) return;
    storage = next;
    onStorage(next);
  }

  /** The new refresh token is in the vault before the new access token is visible to anyone. */
  async function keep(token: string): Promise<void> {
    if (token === refreshToken && storage === 'keychain') return;
    refreshToken = token;
    moveTo(await tokenStore.save(token, () => refreshToken === token && moveTo('keychain')));
  }

  async function attempt(): Promise<RenewalOutcome> {
    const asleep = await wake();
    if (asleep !== null) return { kind: 'unanswered', answer: asleep };
    let spent = refreshToken;
    let answer = await spend(spent);
    if (refreshVerdict(answer) === 'dead') {
      const adopted = await lookAgain(spent);
      if (adopted !== null && !signal.aborted) {
        spent = adopted;
        refreshToken = adopted;
        answer = await spend(adopted);
      }
    }
    if (signal.aborted) return { kind: 'unanswered', answer: { kind: 'aborted' } };
    if (answer.kind !== 'success') {
      return refreshVerdict(answer) === 'dead' && answer.kind === 'refused'
        ? { kind: 'dead', status: answer.status }
        : { kind: 'unanswered', answer };
    }
    const renewed = read(answer.value.accessToken);
    await keep(answer.value.refreshToken ?? spent);
    if (signal.aborted) return { kind: 'unanswered', answer: { kind: 'aborted' } };
    access = renewed;
    return { kind: 'renewed', access: renewed };
  }

  return {
    get refreshToken() {
      return refreshToken;
    },
    get storage() {
      return storage;
    },
    get access() {
      return access;
    },
    store: () => keep(refreshToken),
    renew() {
      inFlight ??= attempt().finally(() => {
        inFlight = null;
      });
      return inFlight;
    },
  };
}
