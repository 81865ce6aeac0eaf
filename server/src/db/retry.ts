import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseUnavailable } from './database.ts';

/** A minute in total, which is longer than a failover takes. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Repeats `task` while the database cannot be reached, for up to a minute: for work that was
 * promised to a client whose request has been answered. `pause` waits a number of milliseconds.
 * @throws DatabaseUnavailable if it still cannot be reached after that.
 */
export async function retryWhileUnavailable(
  task: () => Promise<void>,
  pause: (milliseconds: number) => Promise<unknown> = wait,
): Promise<void> {
  for (const milliseconds of pausesMs) {
    try {
      await task();
      return;
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) {
        throw error;
      }
      await pause(milliseconds);
    }
  }
  await task();
}
