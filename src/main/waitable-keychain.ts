import type { Keychain } from './auth/ports.ts';
import { createKeychain } from './keychain.ts';

export interface WaitableKeychain extends Keychain {
  /** Settles once no call is pending, including calls that begin while it waits. Never rejects. */
  settled(): Promise<void>;
}

/** A keychain that reports when no call is pending, so that quitting can wait for it. */
export function makeWaitable(keychain: Keychain = createKeychain()): WaitableKeychain {
  const calls = new Set<Promise<unknown>>();

  function track<Value>(call: Promise<Value>): Promise<Value> {
    calls.add(call);
    const forget = () => void calls.delete(call);
    call.then(forget, forget);
    return call;
  }

  return {
    getPassword: (...entry) => track(keychain.getPassword(...entry)),
    setPassword: (...entry) => track(keychain.setPassword(...entry)),
    deletePassword: (...entry) => track(keychain.deletePassword(...entry)),
    async settled() {
      while (calls.size > 0) {
        await Promise.allSettled(calls);
        // The next call of a queue begins in this turn.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}
