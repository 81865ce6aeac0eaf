import type { KeychainProblem, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { SessionRecords } from '../ports.ts';
import { checksumOf } from './token-checksum.ts';
import { tokenFormat } from './token-format.ts';
import type { IsTaken, Vault, VaultRead } from './vault.ts';

/** What the vault says of a stored session. `lost`: the keychain works, the token is gone. */
export type StoredToken =
  | {
      readonly kind: 'found';
      readonly token: string;
      /** The name of the session, from the canary. */
      readonly session: number | 'absent' | 'unreadable';
      /** The settings know the checksums of what they stored, and this is not one of them. */
      readonly isUnknown?: true;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'lost' }
  | { readonly kind: Exclude<KeychainProblem, 'locked-or-cleared'> };

/** How the vault's entries are recognised as this session's: by the canary's name, or by a token. */
export interface Own {
  /** Null if the session has no name yet. */
  readonly name: number | null;
  /** The current one, and an older one while that is being replaced. */
  readonly tokens: readonly string[];
  /** No name yet: like its write, its removal takes any token that has no name either. */
  readonly isUnnamed: boolean;
}

/** `taken`: another copy of the application has stored its session in the meantime. */
export type Saved = TokenStorage | 'taken';

/** The refresh token of the current session, in the vault. None of these has a time limit. */
export interface TokenStore {
  read(): Promise<StoredToken>;
  /**
   * Returns where the token is now: `memory` if the keychain does not take it, `superseded` if it was
   * not asked, because a later change of the entry was already waiting.
   *
   * @param own what the vault must still hold; null to replace whatever is there
   */
  save(token: string, own: Own | null): Promise<Saved | 'superseded'>;
  /**
   * Writes the canary beside `token`: it names the session by the time of its marker. From then on
   * the settings know the token, even if it was not stored from them.
   */
  mark(name: number, token: string): Promise<void>;
  /**
   * Removes token and canary, unless they are those of a later session; settles when they are gone or
   * the keychain has refused.
   */
  clear(own: Own): Promise<void>;
}

/** @param platform on Linux alone, an empty read may also mean that the keyring is locked */
export function createTokenStore(
  vault: Vault,
  platform: NodeJS.Platform,
  records: SessionRecords,
): TokenStore {
  function isUnknown(token: string): boolean {
    const known = records.read().tokenChecksums;
    return known.length > 0 && !known.includes(checksumOf(token));
  }

  /**
   * Before the token is written, beside the checksum of the one that it replaces: a crash may leave
   * either in the keychain.
   */
  function noteChecksum(token: string): void {
    const known = records.read().tokenChecksums;
    const checksum = checksumOf(token);
    if (known.at(-1) !== checksum) {
      records.update({ tokenChecksums: [...known.slice(-1), checksum] });
    }
  }

  return {
    async read() {
      const token = await vault.read('refresh-token');
      if (token.kind !== 'found' && token.kind !== 'absent') {
        return token;
      }
      const canary = await vault.read('canary');
      if (token.kind === 'found') {
        const { secret } = token;
        if (!tokenFormat.test(secret)) {
          return { kind: 'lost' };
        }
        const found = { kind: 'found', token: secret, session: nameIn(canary) } as const;
        return isUnknown(secret) ? { ...found, isUnknown: true } : found;
      }
      return { kind: canary.kind === 'found' || platform !== 'linux' ? 'lost' : 'absent' };
    },
    async save(token, own) {
      noteChecksum(token);
      if (own === null) {
        // Never two sessions in one vault: a token beside the canary of the session before it.
        void vault.remove('canary');
      }
      const { kind } = await vault.write(
        'refresh-token',
        token,
        own === null ? undefined : replacedBy(own),
      );
      if (kind === 'taken' || kind === 'superseded') {
        return kind;
      }
      return kind === 'done' ? 'keychain' : 'memory';
    },
    async mark(name, token) {
      noteChecksum(token);
      const isTaken: IsTaken = async (get) => (await get('refresh-token')) !== token;
      await vault.write('canary', String(name), isTaken);
    },
    async clear(own) {
      const isTaken = goneFrom(own);
      await Promise.all([vault.remove('refresh-token', isTaken), vault.remove('canary', isTaken)]);
    },
  };
}

/**
 * Before a write: another copy has stored its session. A canary of our own may be missing, and one
 * that could not be written still names the session before.
 */
function replacedBy({ name, tokens }: Own): IsTaken {
  return async (get) => {
    const named = await get('canary');
    return named !== null && Number(named) !== name && !isOneOf(tokens, await get('refresh-token'));
  };
}

/**
 * Before a removal: neither token nor canary is our own. It may be late, and must not remove what a
 * later sign-in stored. Checks once, before the first of the two is removed.
 */
function goneFrom({ name, tokens, isUnnamed }: Own): IsTaken {
  let verdict: Promise<boolean> | undefined;
  const look: IsTaken = async (get) => {
    const stored = await get('refresh-token');
    if (stored === null || isOneOf(tokens, stored)) {
      return false;
    }
    const named = await get('canary');
    return named === null ? !isUnnamed : Number(named) !== name;
  };
  return (get) => {
    verdict ??= look(get);
    return verdict;
  };
}

function isOneOf(tokens: readonly string[], stored: string | null): boolean {
  return stored !== null && tokens.includes(stored);
}

function nameIn(canary: VaultRead): number | 'absent' | 'unreadable' {
  if (canary.kind !== 'found') {
    return canary.kind === 'absent' ? 'absent' : 'unreadable';
  }
  // Anything but a time, which is what another program may have left, names no session.
  const name = Number(canary.secret);
  return Number.isSafeInteger(name) ? name : 'absent';
}
