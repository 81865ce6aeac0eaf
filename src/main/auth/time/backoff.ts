const firstDelayMs = 1_000;
export const longestDelayMs = 5 * 60_000;

/** The wait between attempts: exponential with jitter, 1 s to 5 min (session.md, "Life" 3). */
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
      const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return Math.max(full * (1 - random() / 4), Math.min(atLeastMs, longestObeyedMs));
    },
    reset() {
      failures = 0;
    },
  };
}
