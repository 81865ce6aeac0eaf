import type { Clock } from './ports.ts';

/** The computer's clocks and timers. */
export function createClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    schedule(task, delayMs) {
      const timer = setTimeout(task, delayMs).unref();
      return { cancel: () => clearTimeout(timer) };
    },
  };
}
