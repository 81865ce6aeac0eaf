import type { SafeStorage } from 'electron';
import { loud } from '../stand-in/loud.ts';

/** `safeStorage`: refused. Its keys would come from the browser, not from the user's keyring. */
export function createSafeStorage(): SafeStorage {
  const refuse = () => {
    throw new Error('browser host: safeStorage is refused here');
  };
  return loud<SafeStorage>('electron.safeStorage', {
    isEncryptionAvailable: () => false,
    encryptString: refuse,
    decryptString: refuse,
  });
}
