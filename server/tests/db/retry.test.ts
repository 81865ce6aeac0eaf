import { expect, test } from 'vitest';
import { DatabaseUnavailable } from '../../src/db/database.ts';
import { retryWhileUnavailable } from '../../src/db/retry.ts';

/** A task that fails so often, and how often it was run and paused for. */
function failing(times: number, error: Error = new DatabaseUnavailable('away')) {
  const seen = { runs: 0, pausedMs: 0 };
  const task = async () => {
    seen.runs += 1;
    if (seen.runs <= times) {
      throw error;
    }
  };
  const pause = async (milliseconds: number) => {
    seen.pausedMs += milliseconds;
  };
  return { seen, done: retryWhileUnavailable(task, pause) };
}

test('work is done once if the database is there', async () => {
  const { seen, done } = failing(0);
  await done;
  expect(seen).toEqual({ runs: 1, pausedMs: 0 });
});

test('work is tried again until the database is back', async () => {
  const { seen, done } = failing(3);
  await done;
  expect(seen).toEqual({ runs: 4, pausedMs: 7_000 });
});

test('work is given up a minute after the database went away', async () => {
  const { seen, done } = failing(1000);
  await expect(done).rejects.toBeInstanceOf(DatabaseUnavailable);
  expect(seen).toEqual({ runs: 7, pausedMs: 60_000 });
});

test('work that fails for another reason is not repeated', async () => {
  const { seen, done } = failing(1, new Error('a bug'));
  await expect(done).rejects.toThrow('a bug');
  expect(seen).toEqual({ runs: 1, pausedMs: 0 });
});
