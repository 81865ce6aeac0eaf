import type { OfflineCause } from '@mytone/shared/auth-state.ts';
import type { Clock, Timer } from '../../ports.ts';
import { createBackoff, longestDelayMs } from '../time/backoff.ts';
import type { ServerClock } from '../time/server-clock.ts';
import type { Unanswered } from './renewal.ts';
import type { Verdict } from './verdicts.ts';

/** Why a session asks the API without being asked to. */
export type AttemptCause = 'start' | 'timer' | 'user' | 'resume' | 'network-up';

/** When a session asks the API next (session.md, "Life" 3): one timer, for renewal or back-off. */
export interface AttemptSchedule {
  /** What the back-off waits after; null while nothing is wrong. */
  readonly failure: Unanswered | null;
  /** Waits for the next attempt, in any case. Answers why and until when, by the wall clock. */
  afterFailure(
    answer: Exclude<Unanswered, { kind: 'aborted' }>,
    verdict: Verdict,
  ): { readonly cause: OfflineCause; readonly nextAttemptAt: number };
  /** @param renewAt server time, epoch milliseconds; null where expiry is not known */
  afterSuccess(renewAt: number | null): void;
  /** The wait that the server asked for is cut short by the user alone. */
  isUnwelcome(cause: AttemptCause): boolean;
  /** An attempt begins: nothing is waited for, and what came from outside begins back-off anew. */
  begin(cause: AttemptCause): void;
  stop(): void;
}

interface Dependencies {
  readonly clock: Clock;
  readonly serverClock: ServerClock;
  readonly random: () => number;
  readonly onDue: () => void;
}

/** While nothing is wrong, no timer is shorter: what needs a token sooner renews it itself. */
const shortestIdleTimerMs = 30_000;
/** Well below 2^31 ms, past which a timer would fire at once. */
const longestTimerMs = 24 * 60 * 60_000;

export function createAttemptSchedule(dependencies: Dependencies): AttemptSchedule {
  const { clock, serverClock, random, onDue } = dependencies;
  const backoff = createBackoff(random);
  let timer: Timer | undefined;
  /** `until` is the wait that the server asked for, in server time. */
  let failed: { readonly answer: Unanswered; readonly until: number } | null = null;

  function schedule(delayMs: number): void {
    timer?.cancel();
    timer = clock.schedule(onDue, delayMs);
  }

  return {
    get failure() {
      return failed?.answer ?? null;
    },
    afterFailure(answer, verdict) {
      const orderedMs = answer.kind === 'invalid-input' ? 0 : (answer.retryAfterMs ?? 0);
      const cause = answer.kind === 'no-answer' ? answer.cause : 'refused';
      // A certificate or an answer to tell the user of does not change within seconds.
      const isLasting = cause === 'certificate' || verdict === 'tell';
      const delayMs = backoff.next(Math.max(orderedMs, isLasting ? longestDelayMs : 0));
      failed = { answer, until: serverClock.now() + orderedMs };
      schedule(delayMs);
      return { cause, nextAttemptAt: clock.now() + delayMs };
    },
    afterSuccess(renewAt) {
      backoff.reset();
      failed = null;
      timer?.cancel();
      if (renewAt === null) return;
      const delayMs = renewAt - serverClock.now();
      schedule(Math.min(longestTimerMs, Math.max(shortestIdleTimerMs, delayMs)));
    },
    isUnwelcome(cause) {
      if (cause !== 'network-up' && cause !== 'resume') return false;
      if (failed === null) return cause === 'network-up';
      return serverClock.now() < failed.until;
    },
    begin(cause) {
      if (cause !== 'timer') backoff.reset();
      timer?.cancel();
    },
    stop() {
      timer?.cancel();
    },
  };
}
