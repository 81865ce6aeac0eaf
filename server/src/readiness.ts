import { setTimeout as wait } from 'node:timers/promises';
import type { Migrations } from './db/migrate.ts';

const patienceMs = 1_000;

/**
 * Whether requests can be served: the database answers within 1 s, accepts writes, and has this
 * schema.
 */
export function createReadiness(migrations: Pick<Migrations, 'canServe'>) {
  return async (): Promise<boolean> => {
    const timeout = new AbortController();
    const tooLate = wait(patienceMs, false, { signal: timeout.signal, ref: false });
    try {
      return await Promise.race([migrations.canServe(), tooLate]);
    } catch {
      return false;
    } finally {
      tooLate.catch(() => false);
      timeout.abort();
    }
  };
}
