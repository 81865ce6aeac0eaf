import type { Keychain } from './auth/ports.ts';

/**
 * The system's keychain through keytar, loaded on the first call so that the window does not
 * wait for it. Every failure is a rejection: a missing native module or library, and what keytar
 * throws synchronously.
 */
export function createKeychain(
  loadKeytar: () => Promise<Keychain> = async () => (await import('keytar')).default,
): Keychain {
  let loaded: Keychain | null = null;
  const load = async (): Promise<Keychain> => {
    loaded ??= await loadKeytar();
    return loaded;
  };
  return {
    getPassword: async (service, account) => (await load()).getPassword(service, account),
    setPassword: async (service, account, password) =>
      (await load()).setPassword(service, account, password),
    deletePassword: async (service, account) => (await load()).deletePassword(service, account),
  };
}
