const firstDelayMs = 1_000;
export const longestDelayMs = 5 * 60_000;

/**
 * The wait after so many failures, milliseconds: exponential, from 1 s to `longestMs`.
 *
 * @param chance uniform in [0, 1): the jitter takes off up to a quarter
 */
export function backoffDelay(failures: number, chance: number, longestMs: number): number {
  const full = Math.min(longestMs, firstDelayMs * 2 ** Math.min(failures, 30));
  return full * (1 - chance / 4);
}

/** The wait between attempts: exponential with jitter, 1 s to 5 min (docs/session.md, "Life" 3). */
export interface Backoff {
  /**
   * The next delay in milliseconds; never less than `atLeastMs`, the wait that the server asked
   * for, which is capped at one day so that a nonsense header cannot end retrying.
   */
  next(atLeastMs?: number): number;
  reset(): void;
}

const longestObeyedMs = 24 * 60 * 60_000;

/** @param random uniform in [0, 1); the jitter takes off up to a quarter of the delay */
export function createBackoff(random: () => number): Backoff {
  let failures = 0;
  return {
    next(atLeastMs = 0) {
      const delayMs = backoffDelay(failures, random(), longestDelayMs);
      failures += 1;
      return Math.max(delayMs, Math.min(atLeastMs, longestObeyedMs));
    },
    reset() {
      failures = 0;
    },
  };
}
