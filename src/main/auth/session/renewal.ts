import type { TokenStorage } from '@mytone/shared/auth-state.ts';
import type { Clock } from '../../ports.ts';
import type { Api } from '../api/api.ts';
import type { ApiAnswer, NoAnswer, Refusal } from '../api/api-answer.ts';
import { withDeadline } from '../time/deadline.ts';
import type { ServerClock } from '../time/server-clock.ts';
import { type AccessToken, readAccessToken } from '../tokens/access-token.ts';
import { slowKeychainMs, type TokenStore } from '../tokens/token-store.ts';
import { refreshVerdict } from './verdicts.ts';

/** An answer that leaves the session as it is. */
export type Unanswered = Exclude<ApiAnswer<never>, { kind: 'success' }>;

export type RenewalOutcome =
  | { readonly kind: 'renewed'; readonly access: AccessToken }
  /** The verdict: the API itself refused the token that is still the stored one. */
  | { readonly kind: 'dead'; readonly status: number }
  | { readonly kind: 'unanswered'; readonly answer: Unanswered };

/**
 * What the vault holds when the API has refused the session: the very token that was refused, a
 * newer one that has been adopted, or nobody knows, because the keychain does not answer.
 */
export type SecondLook = 'confirmed' | 'adopted' | 'unknown';

/** The tokens of one session, and the one way to renew them. */
export interface Renewal {
  readonly refreshToken: string;
  readonly storage: TokenStorage;
  readonly access: AccessToken | null;
  /** Puts the refresh token into the vault, if it is not there yet. */
  store(): Promise<void>;
  /** One refresh in flight, shared by every caller. */
  renew(): Promise<RenewalOutcome>;
  /** Reads the vault again before a refusal is believed (session.md, "Life" 5). */
  lookAgain(): Promise<SecondLook>;
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
  /** The vault's token took the place of one that was refused; `session` is the canary's name. */
  readonly onAdopted: (session: number | null) => void;
  /** Called once per renewal, before any of its callers hears of it. */
  readonly onOutcome: (outcome: RenewalOutcome) => void;
}

/** A host that answered this recently is awake, milliseconds of server time: sleep counts. */
const staysAwakeMs = 60_000;

export function createRenewal(dependencies: Dependencies): Renewal {
  const { api, tokenStore, clock, serverClock, signal, initial } = dependencies;
  let { refreshToken, storage } = initial;
  let access = initial.accessToken === null ? null : read(initial.accessToken);
  let inFlight: Promise<RenewalOutcome> | null = null;
  let awakeUntil = access === null ? 0 : serverClock.now() + staysAwakeMs;
  let wasLost = false;

  function read(accessToken: string): AccessToken {
    return readAccessToken(accessToken, serverClock.now());
  }

  /**
   * Wakes the host before a refresh token is spent (session.md, "Life" 2). Any HTTP answer will do,
   * a gateway's as well: unlike a form's POST, a refresh that meets one is simply tried again.
   */
  async function wake(): Promise<Unanswered | null> {
    if (serverClock.now() < awakeUntil) return null;
    const answer = await api.wake(signal);
    if (answer.kind === 'aborted' || isUnheard(answer)) return answer;
    stayAwake();
    return null;
  }

  function stayAwake(): void {
    awakeUntil = serverClock.now() + staysAwakeMs;
  }

  /**
   * Where the answer was lost, asks once more at once: servers that rotate allow for that. Not if
   * the one before was lost too, so that a host which is down is asked once per attempt.
   */
  async function spend(token: string) {
    const isFirstLoss = !wasLost;
    const answer = await api.refresh(token, signal);
    wasLost = isLost(answer);
    if (!isUnheard(answer)) stayAwake();
    return wasLost && isFirstLoss ? api.refresh(token, signal) : answer;
  }

  async function lookAgain(): Promise<SecondLook> {
    // What the vault holds beside a session in memory belongs to an older one.
    if (storage === 'memory') return 'confirmed';
    const stored = await withDeadline(tokenStore.read(), slowKeychainMs, clock);
    if (stored?.kind === 'lost') return 'confirmed';
    if (stored?.kind !== 'found') return 'unknown';
    if (stored.token === refreshToken) return 'confirmed';
    refreshToken = stored.token;
    dependencies.onAdopted(stored.session);
    return 'adopted';
  }

  function moveTo(next: TokenStorage): void {
    if (signal.aborted || next === storage) return;
    storage = next;
    dependencies.onStorage(next);
  }

  /** The new refresh token is in the vault before the new access token is visible to anyone. */
  async function keep(token: string): Promise<void> {
    if (token === refreshToken && storage === 'keychain') return;
    refreshToken = token;
    const saved = await tokenStore.save(token, () => refreshToken === token && moveTo('keychain'));
    if (refreshToken === token) moveTo(saved);
  }

  async function attempt(): Promise<RenewalOutcome> {
    const asleep = await wake();
    if (asleep !== null) return { kind: 'unanswered', answer: asleep };
    let answer = await spend(refreshToken);
    if (!signal.aborted && isDead(answer)) {
      const look = await lookAgain();
      if (look === 'unknown') return { kind: 'unanswered', answer };
      if (look === 'adopted') answer = await spend(refreshToken);
    }
    if (signal.aborted) return { kind: 'unanswered', answer: { kind: 'aborted' } };
    if (isDead(answer)) return { kind: 'dead', status: answer.status };
    if (answer.kind !== 'success') return { kind: 'unanswered', answer };
    const renewed = read(answer.value.accessToken);
    await keep(answer.value.refreshToken ?? refreshToken);
    // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may change during an await
    if (signal.aborted) return { kind: 'unanswered', answer: { kind: 'aborted' } };
    access = renewed;
    return { kind: 'renewed', access: renewed };
  }

  async function attemptOnce(): Promise<RenewalOutcome> {
    const outcome = await attempt().finally(() => {
      inFlight = null;
    });
    if (!signal.aborted) dependencies.onOutcome(outcome);
    return outcome;
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
      inFlight ??= attemptOnce();
      return inFlight;
    },
    lookAgain,
  };
}

/** The API itself refused the token. */
function isDead(answer: ApiAnswer<unknown>): answer is Refusal {
  return refreshVerdict(answer) === 'dead';
}

/** Nobody answered at all. */
function isUnheard(answer: ApiAnswer<unknown>): answer is NoAnswer {
  return answer.kind === 'no-answer' && answer.status === null;
}

/** Sent, and the connection broke before it was answered. */
function isLost(answer: ApiAnswer<unknown>): boolean {
  return isUnheard(answer) && answer.cause === 'network' && answer.mayHaveBeenHandled;
}
