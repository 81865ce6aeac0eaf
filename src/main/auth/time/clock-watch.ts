import type { Clock, Timer } from '../../ports.ts';

const everyMs = 60_000;
const toleratedMs = 30_000;

/**
 * Notices a sleep that no power event told of, and a stepped clock: the wall clock then moved
 * otherwise than the monotonic one.
 *
 * @returns how to stop watching
 */
export function watchClock(clock: Clock, onJump: () => void): () => void {
  let wall = clock.now();
  let monotonic = clock.monotonic();
  let timer: Timer;

  function look(): void {
    const drift = clock.now() - wall - (clock.monotonic() - monotonic);
    wall = clock.now();
    monotonic = clock.monotonic();
    timer = clock.schedule(look, everyMs);
    if (Math.abs(drift) > toleratedMs) {
      onJump();
    }
  }

  timer = clock.schedule(look, everyMs);
  return () => timer.cancel();
}
