import DataLoader from 'dataloader';
import { DatabaseUnavailable } from '../database.ts';

/** At most this many share a statement, so that none of them waits long for the others. */
const largestBatch = 100;

/**
 * What is asked for in the same turn of the event loop shares a statement: one round trip and one
 * commit for all of it. `askTogether` resolves to one value for each key, in the order of the keys.
 */
export function createBatcher<Key, Value>(
  askTogether: (keys: readonly Key[]) => Promise<readonly Value[]>,
): (key: Key) => Promise<Value> {
  async function askAlone(key: Key): Promise<Value | Error> {
    try {
      const [value] = await askTogether([key]);
      return value as Value;
    } catch (error) {
      return error as Error;
    }
  }

  const loader = new DataLoader<Key, Value>(
    async (keys) => {
      try {
        return await askTogether(keys);
      } catch (error) {
        // One row that cannot be read or stored must not fail the others; an unreachable database
        // fails all of them.
        if (keys.length === 1 || error instanceof DatabaseUnavailable) {
          throw error;
        }
        return await Promise.all(keys.map(askAlone));
      }
    },
    { cache: false, maxBatchSize: largestBatch, batchScheduleFn: setImmediate },
  );
  return (key) => loader.load(key);
}
