import type { Clock } from '../../ports.ts';

/**
 * Waits for `promise` at most `ms` milliseconds of the given clock; null when they have passed
 * first. The promise is not cancelled.
 */
export function withDeadline<Value>(
  promise: Promise<Value>,
  ms: number,
  clock: Clock,
): Promise<Value | null> {
  return new Promise((resolve, reject) => {
    const timer = clock.schedule(() => resolve(null), ms);
    promise.then(resolve, reject).finally(() => timer.cancel());
  });
}
