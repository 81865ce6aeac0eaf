import type { Link, SignOutReason, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import type { Clock } from '../../ports.ts';
import type { Api } from '../api/api.ts';
import { watchClock } from '../time/clock-watch.ts';
import type { ServerClock } from '../time/server-clock.ts';
import { isDue } from '../tokens/access-token.ts';
import type { TokenStore } from '../tokens/token-store.ts';
import { type Authorised, createAuthorised } from './authorised-call.ts';
import { createRenewal, type RenewalOutcome, type Unanswered } from './renewal.ts';
import { type AttemptCause, createAttemptSchedule } from './retry-schedule.ts';
import { deathReason, profileVerdict, refreshVerdict, type Verdict } from './verdicts.ts';

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
  /** A token of the session that the canary names took the place of one that was refused. */
  onAdopted(session: number | null): void;
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

/** What every session is made with. */
export interface LiveSessionParts {
  readonly api: Api;
  readonly tokenStore: TokenStore;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

interface Dependencies extends LiveSessionParts {
  readonly initial: LiveSessionInitial;
  readonly events: LiveSessionEvents;
}

export function createLiveSession(dependencies: Dependencies): LiveSession {
  const { api, tokenStore, clock, serverClock, random, initial, events } = dependencies;
  const ending = new AbortController();
  const { signal } = ending;
  const schedule = createAttemptSchedule({
    clock,
    serverClock,
    random,
    onDue: () => attempt('timer'),
  });
  const renewal = createRenewal({
    api,
    tokenStore,
    clock,
    serverClock,
    signal,
    initial,
    onStorage: events.onStorage,
    onAdopted(session) {
      isProfileVerified = false;
      events.onAdopted(session);
    },
    onOutcome: settle,
  });
  const authorised = createAuthorised({
    renewal,
    serverClock,
    signal,
    waitingAfter: () => (running === null ? schedule.failure : null),
  });
  let lastVerifiedAt = initial.verifiedAt;
  let isProfileVerified = initial.isVerified;
  let link: Link =
    initial.isVerified && lastVerifiedAt !== null
      ? { kind: 'online', verifiedAt: lastVerifiedAt }
      : { kind: 'verifying' };
  let mustRenew = false;
  let running: Promise<void> | null = null;

  function setLink(next: Link, cause: string, status: number | null = null): void {
    link = next;
    events.onLink(next, cause, status);
  }

  function fail(answer: Unanswered, verdict: Verdict): void {
    if (answer.kind === 'aborted') return;
    const { cause, nextAttemptAt } = schedule.afterFailure(answer, verdict);
    const verifiedAt = link.kind === 'verifying' ? null : link.verifiedAt;
    setLink({ kind: 'offline', cause, nextAttemptAt, verifiedAt }, cause, answer.status);
  }

  function succeed(cause: string): void {
    schedule.afterSuccess(renewal.access?.renewAt ?? null);
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
        lastVerifiedAt = clock.now();
        if (running !== null) break;
        if (isProfileVerified) succeed('renewed');
        else attempt('start');
    }
  }

  /** True once the API has told the profile. */
  async function askProfile(): Promise<boolean> {
    const answer = await authorised(api.me);
    if (signal.aborted) return false;
    if (answer.kind !== 'success') {
      // A renewal that failed on the way has been dealt with.
      if (schedule.failure !== answer) fail(answer, profileVerdict(answer));
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
    if (running !== null || schedule.isUnwelcome(cause)) return;
    if (cause === 'user') isProfileVerified = false;
    schedule.begin(cause);
    running = verify(cause).finally(() => {
      running = null;
    });
    if (link.kind === 'offline') setLink({ ...link, nextAttemptAt: null }, cause);
    if (cause === 'user' || cause === 'resume') void renewal.store();
  }

  function stop(): void {
    ending.abort();
    schedule.stop();
    unwatch();
  }

  const unwatch = watchClock(clock, () => attempt('resume'));
  schedule.afterSuccess(renewal.access?.renewAt ?? null);

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
