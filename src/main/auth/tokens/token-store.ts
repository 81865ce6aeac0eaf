import type { KeychainProblem, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { Vault, VaultRead } from './vault.ts';

/** What the vault says of a stored session. `lost`: the keychain works, the token is gone. */
export type StoredToken =
  | {
      readonly kind: 'found';
      readonly token: string;
      /** The name of the session, from the canary. */
      readonly session: number | 'absent' | 'unreadable';
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'lost' }
  | { readonly kind: Exclude<KeychainProblem, 'locked-or-cleared'> };

/** The refresh token of the current session, in the vault. None of these has a time limit. */
export interface TokenStore {
  read(): Promise<StoredToken>;
  /** Answers where the token now lives: `memory` if the keychain does not take it. */
  save(token: string): Promise<TokenStorage>;
  /** Writes the canary, which names the session by the time of its marker. */
  mark(name: number): Promise<void>;
  /** Removes token and canary; settles when they are gone or the keychain has refused. */
  clear(): Promise<void>;
}

/** RFC 6749, appendix A: tokens are visible ASCII. Anything else in the keychain is garbage. */
const visibleAscii = /^[\x20-\x7e]+$/;

/** @param platform on Linux alone, an empty read may also mean that the keyring is locked */
export function createTokenStore(vault: Vault, platform: NodeJS.Platform): TokenStore {
  return {
    async read() {
      const token = await vault.read('refresh-token');
      if (token.kind !== 'found' && token.kind !== 'absent') {
        return token;
      }
      const canary = await vault.read('canary');
      if (token.kind === 'found') {
        return visibleAscii.test(token.secret)
          ? { kind: 'found', token: token.secret, session: nameIn(canary) }
          : { kind: 'lost' };
      }
      return { kind: canary.kind === 'found' || platform !== 'linux' ? 'lost' : 'absent' };
    },
    async save(token) {
      const written = await vault.write('refresh-token', token);
      return written.kind === 'done' ? 'keychain' : 'memory';
    },
    async mark(name) {
      await vault.write('canary', String(name));
    },
    async clear() {
      await Promise.all([vault.remove('refresh-token'), vault.remove('canary')]);
    },
  };
}

function nameIn(canary: VaultRead): number | 'absent' | 'unreadable' {
  if (canary.kind === 'found') {
    return Number(canary.secret);
  }
  return canary.kind === 'absent' ? 'absent' : 'unreadable';
}
