import { createHmac, randomBytes } from 'node:crypto';

/**
 * Does work once that several callers request at the same time, and gives all of them its result.
 * The parts of its key may include a password, so they are stored as a keyed hash, and only while
 * the work runs.
 */
export function createSharedWork<Value>() {
  const key = randomBytes(32);
  const running = new Map<string, Promise<Value>>();

  return (parts: readonly unknown[], work: () => Promise<Value>): Promise<Value> => {
    const name = createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64');
    const known = running.get(name);
    if (known !== undefined) {
      return known;
    }
    const started = work().finally(() => running.delete(name));
    running.set(name, started);
    return started;
  };
}
