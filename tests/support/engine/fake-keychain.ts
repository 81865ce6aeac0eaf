import type { Keychain } from '../../../src/main/auth/ports.ts';

/** How the keychain behaves; each as measured on a real one (keytar 7.9). */
export type KeychainMood =
  | 'working'
  /** Linux, no prompt: reads find nothing, writes throw, removals do nothing. */
  | 'locked'
  /** No service on the bus, or a refusal on macOS and Windows. */
  | 'refusing'
  /** A prompt that is never answered. */
  | 'hanging'
  | 'throwing-synchronously';

export interface FakeKeychain extends Keychain {
  mood: KeychainMood;
  /** What one entry holds, bytes of UTF-8. */
  longestBytes: number;
  /** After so many more writes the process is gone: no write, removal or answer follows. */
  tearAfterWrites: number | null;
  readonly entries: Map<string, string>;
  /** Operations in the order in which they began, for example `get https://…#canary`. */
  readonly operations: string[];
  /** The most operations that were ever in flight at once. */
  readonly mostInFlight: () => number;
  /** Answers every operation that hangs, as `working`. */
  release(): void;
}

export function createFakeKeychain(): FakeKeychain {
  const entries = new Map<string, string>();
  const operations: string[] = [];
  let waiting: (() => void)[] = [];
  let inFlight = 0;
  let most = 0;

  function perform<Value>(name: string, whenLocked: () => Value, work: () => Value) {
    operations.push(name);
    if (keychain.mood === 'throwing-synchronously') {
      throw new Error('Illegal arguments');
    }
    inFlight += 1;
    most = Math.max(most, inFlight);
    return settleLater(name, whenLocked, work).finally(() => {
      inFlight -= 1;
    });
  }

  function isTorn(name: string): boolean {
    if (keychain.tearAfterWrites === null || name.startsWith('get')) {
      return false;
    }
    keychain.tearAfterWrites -= 1;
    return keychain.tearAfterWrites < 0;
  }

  async function settleLater<Value>(
    name: string,
    whenLocked: () => Value,
    work: () => Value,
  ): Promise<Value> {
    if (keychain.mood === 'hanging') {
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    if (isTorn(name)) {
      await new Promise(() => {});
    }
    if (keychain.mood === 'refusing') {
      throw new Error('The keychain said no');
    }
    return keychain.mood === 'locked' ? whenLocked() : work();
  }

  const keychain: FakeKeychain = {
    mood: 'working',
    longestBytes: Number.POSITIVE_INFINITY,
    tearAfterWrites: null,
    entries,
    operations,
    mostInFlight: () => most,
    release() {
      keychain.mood = 'working';
      for (const resolve of waiting) {
        resolve();
      }
      waiting = [];
    },
    getPassword: (_service, account) =>
      perform(
        `get ${account}`,
        () => null,
        () => entries.get(account) ?? null,
      ),
    setPassword: (_service, account, password) =>
      perform<void>(
        `set ${account}`,
        () => {
          throw new Error('Cannot create an item in a locked collection');
        },
        () => {
          if (Buffer.byteLength(password) > keychain.longestBytes) {
            throw new Error('The stub received bad data');
          }
          entries.set(account, password);
        },
      ),
    deletePassword: (_service, account) =>
      perform(
        `delete ${account}`,
        () => false,
        () => entries.delete(account),
      ),
  };
  return keychain;
}
