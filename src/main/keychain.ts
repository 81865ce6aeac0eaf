import { createRequire } from 'node:module';
import type { Keychain } from './auth/ports.ts';

const load = createRequire(import.meta.url);

/**
 * The system's keychain through keytar, loaded on the first call so that the window does not
 * wait for it. Every failure is a rejection: a missing native module or library, and what keytar
 * throws synchronously. By `require`: an `import` of it takes 1 ms more, before the dashboard.
 */
export function createKeychain(loadKeytar = () => load('keytar') as Keychain): Keychain {
  return {
    getPassword: async (service, account) => loadKeytar().getPassword(service, account),
    setPassword: async (service, account, password) =>
      loadKeytar().setPassword(service, account, password),
    deletePassword: async (service, account) => loadKeytar().deletePassword(service, account),
  };
}
