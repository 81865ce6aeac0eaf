import type { Clock } from '../../ports.ts';

/** A smaller difference between the two clocks is no jump; milliseconds. */
export const toleratedMs = 30_000;

/**
 * Notices a sleep that no power event reported, and a stepped clock: then the wall clock moved
 * differently from the monotonic one. It needs no timer of its own, which would wake the computer:
 * call what it returns whenever something happens.
 *
 * @returns compares the two clocks with what they said the last time
 */
export function watchClock(clock: Clock, onJump: () => void): () => void {
  let ahead = clock.now() - clock.monotonic();
  return () => {
    const drift = clock.now() - clock.monotonic() - ahead;
    if (Math.abs(drift) > toleratedMs) {
      ahead += drift;
      onJump();
    }
  };
}
