import type { Keychain } from './auth/ports.ts';

/**
 * The system's keychain through keytar, loaded on the first call so that the window does not
 * wait for it. Every failure is a rejection: a missing native module or library, and what keytar
 * throws synchronously.
 */
export function createKeychain(
  loadKeytar: () => Promise<Keychain> = async () => (await import('keytar')).default,
): Keychain {
  return {
    getPassword: async (service, account) => (await loadKeytar()).getPassword(service, account),
    setPassword: async (service, account, password) =>
      (await loadKeytar()).setPassword(service, account, password),
    deletePassword: async (service, account) =>
      (await loadKeytar()).deletePassword(service, account),
  };
}
