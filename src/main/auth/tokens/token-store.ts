import type { KeychainProblem, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { Clock } from '../../ports.ts';
import { withDeadline } from '../time/deadline.ts';
import type { Vault } from './vault.ts';

/** What the vault says of a stored session. `lost`: the keychain works, the token is gone. */
export type StoredToken =
  | {
      readonly kind: 'found';
      readonly token: string;
      /** The session that the canary names; null if the canary is missing or cannot be read. */
      readonly session: number | null;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'lost' }
  | { readonly kind: Exclude<KeychainProblem, 'locked-or-cleared'> };

/** The refresh token of the current session, in the vault. */
export interface TokenStore {
  /** @param onSlow called once if the keychain has not answered within 3 s */
  read(onSlow?: () => void): Promise<StoredToken>;
  /**
   * Answers where the token now lives: `memory` if the keychain does not take it within 3 s.
   * @param onLate called if the keychain takes it after all
   */
  save(token: string, onLate?: () => void): Promise<TokenStorage>;
  /** Writes the canary, which names the session by the time of its marker. */
  mark(storedAt: number): Promise<void>;
  /** Removes token and canary; settles when they are gone or the keychain has refused. */
  clear(): Promise<void>;
}

/** How long the keychain may take before the user is told, milliseconds (session.md). */
export const slowKeychainMs = 3_000;

export function createTokenStore(vault: Vault, clock: Clock): TokenStore {
  async function write(token: string): Promise<TokenStorage> {
    const written = await vault.write('refresh-token', token);
    return written.kind === 'done' ? 'keychain' : 'memory';
  }

  async function readBoth(): Promise<StoredToken> {
    const token = await vault.read('refresh-token');
    if (token.kind !== 'found' && token.kind !== 'absent') return token;
    const canary = await vault.read('canary');
    if (token.kind === 'found') {
      const session = canary.kind === 'found' ? Number(canary.secret) : null;
      return { kind: 'found', token: token.secret, session };
    }
    // A locked keyring on Linux answers "absent" for everything; a readable canary rules that out.
    return { kind: canary.kind === 'found' ? 'lost' : 'absent' };
  }

  return {
    async read(onSlow) {
      const timer = onSlow && clock.schedule(onSlow, slowKeychainMs);
      const stored = await readBoth();
      timer?.cancel();
      return stored;
    },
    async save(token, onLate) {
      const saving = write(token);
      const storage = await withDeadline(saving, slowKeychainMs, clock);
      if (storage !== null) return storage;
      void saving.then((late) => late === 'keychain' && onLate?.());
      return 'memory';
    },
    async mark(storedAt) {
      await vault.write('canary', String(storedAt));
    },
    async clear() {
      await Promise.all([vault.remove('refresh-token'), vault.remove('canary')]);
    },
  };
}
