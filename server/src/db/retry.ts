import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseUnavailable } from './database.ts';

/** Together a minute: longer than a failover takes. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/**
 * Runs `task` again while the database is away, for up to a minute: for what was promised to a client
 * whose request has been answered. `pause` waits so many milliseconds.
 * @throws DatabaseUnavailable when it is still away after that.
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
