import type { Clock } from '../../ports.ts';
import { readHttpDate } from './http-date.ts';

/** Time as the server has it. */
export interface ServerClock {
  /** Epoch milliseconds, corrected by the last `Date` header seen. */
  now(): number;
  /** Notes an answer's `Date` header; ignores what is not a date. */
  observe(dateHeader: string | undefined): void;
  /** After a sleep the monotonic clock may have stood still: fall back on the wall clock's step. */
  distrust(): void;
}

/**
 * Counts on from the server's last `Date` header with the monotonic clock, so that neither a wrong
 * computer clock nor one that steps moves a token's expiry. Resolution: the header's 1 s.
 */
export function createServerClock(clock: Clock): ServerClock {
  let known: { server: number; monotonic: number; wall: number } | null = null;
  return {
    now: () =>
      known === null ? clock.now() : known.server + (clock.monotonic() - known.monotonic),
    observe(dateHeader) {
      const server = readHttpDate(dateHeader);
      if (server !== null) {
        known = { server, monotonic: clock.monotonic(), wall: clock.now() };
      }
    },
    distrust() {
      if (known === null) {
        return;
      }
      const elapsed = Math.max(clock.now() - known.wall, clock.monotonic() - known.monotonic);
      known = {
        server: known.server + elapsed,
        monotonic: clock.monotonic(),
        wall: clock.now(),
      };
    },
  };
}
