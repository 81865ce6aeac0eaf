import type { Link, OfflineCause, SignOutReason, TokenStorage } from '../../shared/auth-state.ts';
import type { User } from '../../shared/user.ts';
import { isDue } from './access-token.ts';
import type { Api } from './api.ts';
import { type Authorised, createAuthorised } from './authorised.ts';
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
  readonly authorised: Authorised;
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

/** While nothing is wrong, no timer is shorter: what needs a token sooner renews it itself. */
const shortestIdleTimerMs = 30_000;
/** Well below 2^31 ms, past which a timer would fire at once. */
const longestTimerMs = 24 * 60 * 60_000;

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
    onOutcome: settle,
  });
  const authorised = createAuthorised({
    renewal,
    serverClock,
    signal,
    waitingAfter: () => (running === null ? (failure?.answer ?? null) : null),
    onRefused: die,
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
  /** What the back-off waits after, null while nothing is wrong; `until` in server time. */
  let failure: { readonly answer: Unanswered; readonly until: number } | null = null;

  function setLink(next: Link, cause: string, status: number | null = null): void {
    link = next;
    events.onLink(next, cause, status);
  }

  function schedule(delayMs: number): void {
    timer?.cancel();
    timer = clock.schedule(() => attempt('timer'), delayMs);
  }

  function scheduleRenewal(): void {
    timer?.cancel();
    const renewAt = renewal.access?.renewAt ?? null;
    if (renewAt === null) return;
    const delayMs = renewAt - serverClock.now();
    schedule(Math.min(longestTimerMs, Math.max(shortestIdleTimerMs, delayMs)));
  }

  /** After a failure a next attempt is always scheduled. */
  function fail(answer: Unanswered, verdict: Verdict): void {
    if (answer.kind === 'aborted') return;
    const orderedMs = answer.kind === 'invalid-input' ? 0 : (answer.retryAfterMs ?? 0);
    const cause: OfflineCause = answer.kind === 'no-answer' ? answer.cause : 'refused';
    // A certificate or an answer to tell the user of does not change within seconds.
    const isLasting = cause === 'certificate' || verdict === 'tell';
    const delayMs = backoff.next(Math.max(orderedMs, isLasting ? longestDelayMs : 0));
    failure = { answer, until: serverClock.now() + orderedMs };
    schedule(delayMs);
    const nextAttemptAt = clock.now() + delayMs;
    const verifiedAt = link.kind === 'verifying' ? null : link.verifiedAt;
    setLink({ kind: 'offline', cause, nextAttemptAt, verifiedAt }, cause, answer.status);
  }

  function succeed(cause: string): void {
    backoff.reset();
    failure = null;
    scheduleRenewal();
    const verifiedAt = lastVerifiedAt ?? clock.now();
    if (link.kind === 'online' && link.verifiedAt === verifiedAt) return;
    setLink({ kind: 'online', verifiedAt }, cause);
  }

  function die(status: number): void {
    const idleMs = lastVerifiedAt === null ? null : clock.now() - lastVerifiedAt;
    stop();
    events.onDead(deathReason(status, idleMs), status);
  }

  /** What follows from a renewal, once for all who waited for it. */
  function settle(outcome: RenewalOutcome): void {
    switch (outcome.kind) {
      case 'dead':
        die(outcome.status);
        break;
      case 'unanswered':
        fail(outcome.answer, refreshVerdict(outcome.answer));
        break;
      case 'renewed':
        mustRenew = false;
        failure = null;
        lastVerifiedAt = clock.now();
        if (running === null) succeed('renewed');
    }
  }

  /** True once the API has told the profile. */
  async function askProfile(): Promise<boolean> {
    const answer = await authorised(api.me);
    if (signal.aborted) return false;
    if (answer.kind !== 'success') {
      // A renewal that failed on the way has been dealt with.
      if (failure?.answer !== answer) fail(answer, profileVerdict(answer));
      return false;
    }
    isProfileVerified = true;
    lastVerifiedAt = clock.now();
    events.onUser(answer.value);
    return true;
  }

  async function verify(cause: AttemptCause): Promise<void> {
    do {
      const mustAsk = mustRenew || isDue(renewal.access, serverClock.now());
      if (mustAsk && (await renewal.renew()).kind !== 'renewed') return;
      if (!isProfileVerified && !(await askProfile())) return;
    } while (mustRenew);
    if (!signal.aborted) succeed(cause);
  }

  function attempt(cause: AttemptCause): void {
    if (signal.aborted) return;
    if (cause === 'resume') {
      serverClock.distrust();
      mustRenew = true;
    }
    if (running !== null || isUnwelcome(cause)) return;
    if (cause === 'user') isProfileVerified = false;
    if (cause !== 'timer') backoff.reset();
    timer?.cancel();
    running = verify(cause).finally(() => {
      running = null;
    });
    if (link.kind === 'offline') setLink({ ...link, nextAttemptAt: null }, cause);
    if (cause === 'user' || cause === 'resume') void renewal.store();
  }

  /** The wait that the server asked for is cut short by the user alone. */
  function isUnwelcome(cause: AttemptCause): boolean {
    if (cause !== 'network-up' && cause !== 'resume') return false;
    if (failure === null) return cause === 'network-up';
    return serverClock.now() < failure.until;
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
