import { createHmac, randomBytes } from 'node:crypto';

/**
 * Work that several callers ask for at the same moment is done once, and all get its outcome.
 * The parts that name it may hold a password: they are kept under a keyed hash, and only while the
 * work runs.
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
