import type { Link, OfflineCause, SignOutReason, TokenStorage } from '../../shared/auth-state.ts';
import type { User } from '../../shared/user.ts';
import type { Api } from './api.ts';
import type { ApiAnswer } from './api-answer.ts';
import { createBackoff, longestDelayMs } from './backoff.ts';
import { watchClock } from './clock-watch.ts';
import type { Clock, Timer } from './ports.ts';
import { createRenewal, type RenewalOutcome, type Unanswered } from './renewal.ts';
import type { ServerClock } from './server-clock.ts';
import type { TokenStore } from './token-store.ts';
import { deathReason, profileVerdict, refreshVerdict, type Verdict } from './verdicts.ts';

/** Why a session asks the API without being asked to. */
export type AttemptCause = 'start' | 'timer' | 'user' | 'resume' | 'network-up';

/** One session from sign-in (or restore) to its end; a sign-out ends it, a sign-in makes another. */
export interface LiveSession {
  readonly storage: TokenStorage;
  readonly link: Link;
  attempt(cause: AttemptCause): void;
  /** Puts the refresh token into the vault, if it is not there yet. */
  store(): Promise<void>;
  /**
   * Makes a call with a valid access token: renews it ahead if it has run out and once after a
   * 401, unless another call has renewed it meanwhile. While back-off waits, a call that needs a
   * renewal is answered with the failure that is being waited for.
   */
  authorised<Value>(
    call: (accessToken: string, signal: AbortSignal) => Promise<ApiAnswer<Value>>,
  ): Promise<ApiAnswer<Value>>;
  /** Ends it: timers stop, requests are abandoned, nothing is written after. */
  end(): { readonly refreshToken: string };
}

/** What a live session tells of itself; none is called after `end`. */
export interface LiveSessionEvents {
  onLink(link: Link, cause: string, status: number | null): void;
  onUser(user: User): void;
  onStorage(storage: TokenStorage): void;
  onDead(reason: SignOutReason, status: number): void;
}

export interface LiveSessionInitial {
  readonly refreshToken: string;
  readonly storage: TokenStorage;
  readonly accessToken: string | null;
  /** True if the API has just told the profile. */
  readonly isVerified: boolean;
  /** When the API last confirmed the session, epoch milliseconds. */
  readonly verifiedAt: number | null;
}

interface Dependencies {
  readonly api: Api;
  readonly tokenStore: TokenStore;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  readonly random: () => number;
  readonly initial: LiveSessionInitial;
  readonly events: LiveSessionEvents;
}

export function createLiveSession(dependencies: Dependencies): LiveSession {
  const { api, tokenStore, clock, serverClock, random, initial, events } = dependencies;
  const ending = new AbortController();
  const { signal } = ending;
  const backoff = createBackoff(random);
  const renewal = createRenewal({
    api,
    tokenStore,
    clock,
    serverClock,
    signal,
    initial,
    onStorage: events.onStorage,
  });
  let lastVerifiedAt = initial.verifiedAt;
  let isProfileVerified = initial.isVerified;
  let link: Link =
    initial.isVerified && lastVerifiedAt !== null
      ? { kind: 'online', verifiedAt: lastVerifiedAt }
      : { kind: 'verifying' };
  let mustRenew = false;
  let running: Promise<void> | null = null;
  let timer: Timer | undefined;
  /** What the back-off waits after; null while nothing is wrong. */
  let failure: { answer: Unanswered; isOrdered: boolean } | null = null;

  function setLink(next: Link, cause: string, status: number | null = null): void {
    if (signal.aborted) return;
    link = next;
    events.onLink(next, cause, status);
  }

  function verifiedInThisRun(): number | null {
    return link.kind === 'verifying' ? null : link.verifiedAt;
  }

  function schedule(delayMs: number): void {
    timer?.cancel();
    if (!signal.aborted) timer = clock.schedule(() => attempt('timer'), delayMs);
  }

  function scheduleRenewal(): void {
    const renewAt = renewal.access?.renewAt ?? null;
    timer?.cancel();
    if (renewAt !== null) schedule(Math.max(1_000, renewAt - serverClock.now()));
  }

  /** After a failure a next attempt is always scheduled. */
  function fail(answer: Unanswered, verdict: Verdict): void {
    if (signal.aborted || answer.kind === 'aborted') return;
    const status = answer.status;
    const orderedMs = answer.kind === 'no-answer' ? (answer.retryAfterMs ?? 0) : 0;
    const cause: OfflineCause = answer.kind === 'no-answer' ? answer.cause : 'refused';
    // A certificate or an answer to tell the user of does not change within seconds.
    const isLasting = cause === 'certificate' || verdict === 'tell';
    const delayMs = isLasting ? longestDelayMs : backoff.next(orderedMs);
    failure = { answer, isOrdered: orderedMs > 0 };
    schedule(delayMs);
    setLink(
      {
        kind: 'offline',
        cause,
        nextAttemptAt: clock.now() + delayMs,
        verifiedAt: verifiedInThisRun(),
      },
      cause,
      status,
    );
  }

  function succeed(cause: string): void {
    if (signal.aborted) return;
    backoff.reset();
    failure = null;
    lastVerifiedAt = clock.now();
    scheduleRenewal();
    setLink({ kind: 'online', verifiedAt: lastVerifiedAt }, cause);
  }

  function die(status: number): void {
    if (signal.aborted) return;
    const idleMs = lastVerifiedAt === null ? null : clock.now() - lastVerifiedAt;
    stop();
    events.onDead(deathReason(status, idleMs), status);
  }

  async function renew(): Promise<RenewalOutcome> {
    const outcome = await renewal.renew();
    if (outcome.kind === 'dead') die(outcome.status);
    return outcome;
  }

  function isUsable(): boolean {
    const { access } = renewal;
    return access !== null && (access.expiresAt === null || serverClock.now() < access.expiresAt);
  }

  function isDue(): boolean {
    const renewAt = renewal.access?.renewAt ?? null;
    return mustRenew || !isUsable() || (renewAt !== null && serverClock.now() >= renewAt);
  }

  async function authorised<Value>(
    call: (accessToken: string, signal: AbortSignal) => Promise<ApiAnswer<Value>>,
  ): Promise<ApiAnswer<Value>> {
    let used = isUsable() ? renewal.access : null;
    if (used !== null) {
      const answer = await call(used.value, signal);
      if (answer.kind !== 'refused' || answer.status !== 401) return answer;
    }
    // Only the token that was refused is renewed: a late 401 finds a newer one here.
    if (renewal.access === used || !isUsable()) {
      if (failure !== null && running === null) return failure.answer;
      const outcome = await renew();
      if (outcome.kind === 'unanswered') {
        if (running === null) fail(outcome.answer, refreshVerdict(outcome.answer));
        return outcome.answer;
      }
      if (outcome.kind === 'dead') return { kind: 'aborted' };
      if (running === null) scheduleRenewal();
    }
    used = renewal.access;
    if (used === null) return { kind: 'aborted' };
    const answer = await call(used.value, signal);
    // Refused with a token that is fresh from the server: the session itself is over.
    if (answer.kind === 'refused' && answer.status === 401 && renewal.access === used) die(401);
    return answer;
  }

  async function verify(cause: AttemptCause): Promise<void> {
    if (isDue()) {
      const outcome = await renew();
      if (outcome.kind === 'unanswered') fail(outcome.answer, refreshVerdict(outcome.answer));
      if (outcome.kind !== 'renewed') return;
      mustRenew = false;
    }
    if (!isProfileVerified) {
      const answer = await authorised(api.me);
      if (signal.aborted) return;
      if (answer.kind !== 'success') return fail(answer, profileVerdict(answer));
      isProfileVerified = true;
      events.onUser(answer.value);
    }
    succeed(cause);
  }

  function attempt(cause: AttemptCause): void {
    if (signal.aborted || running !== null) return;
    if (cause === 'network-up' && failure === null) return;
    // The wait that the server asked for is cut short by the user alone.
    if ((cause === 'network-up' || cause === 'resume') && failure?.isOrdered) return;
    if (cause === 'resume') {
      serverClock.distrust();
      mustRenew = true;
    }
    if (cause === 'user') isProfileVerified = false;
    if (cause !== 'timer') backoff.reset();
    timer?.cancel();
    running = verify(cause).finally(() => {
      running = null;
    });
    if (link.kind === 'offline') setLink({ ...link, nextAttemptAt: null }, cause);
  }

  function stop(): void {
    ending.abort();
    timer?.cancel();
    unwatch();
  }

  const unwatch = watchClock(clock, () => attempt('resume'));
  scheduleRenewal();

  return {
    get storage() {
      return renewal.storage;
    },
    get link() {
      return link;
    },
    attempt,
    store: renewal.store,
    authorised,
    end() {
      stop();
      return { refreshToken: renewal.refreshToken };
    },
  };
}
