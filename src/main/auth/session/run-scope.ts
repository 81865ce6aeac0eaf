import type { Clock, Timer } from '../../ports.ts';
import { watchClock } from '../time/clock-watch.ts';

/** What lives as long as one session: its requests, its timers and the watch of the clock. */
export interface RunScope {
  readonly run: number | null;
  readonly signal: AbortSignal;
  /** Reports a jump of the computer's clock, if there was one since the last look. */
  lookAtClock(): void;
  /** Replaces the timer of this name; null only cancels it. */
  setTimer(name: string, delayMs: number | null, task: () => void): void;
  /** Timers stop, requests are abandoned. */
  end(): void;
}

/** @param run the session's number; null while there is none, which needs no watch */
export function openRunScope(run: number | null, clock: Clock, onJump: () => void): RunScope {
  const ending = new AbortController();
  const timers = new Map<string, Timer>();
  const lookAtClock = run === null ? () => {} : watchClock(clock, onJump);
  return {
    run,
    signal: ending.signal,
    lookAtClock,
    setTimer(name, delayMs, task) {
      timers.get(name)?.cancel();
      if (delayMs !== null) {
        timers.set(name, clock.schedule(task, delayMs));
      }
    },
    end() {
      // No request has the signal of none, and the first `abort` of a process takes 0.4 ms.
      if (run !== null) {
        ending.abort();
      }
      for (const timer of timers.values()) {
        timer.cancel();
      }
    },
  };
}
