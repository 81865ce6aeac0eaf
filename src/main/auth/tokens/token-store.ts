import type { KeychainProblem, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { SessionRecords } from '../ports.ts';
import { checksumOf } from './token-checksum.ts';
import { tokenFormat } from './token-format.ts';
import type { IsTaken, Vault, VaultRead } from './vault.ts';

/** The name of the stored session, from the canary. */
export type SessionName = number | 'absent' | 'unreadable';

/** What the vault says of a stored session. `lost`: the keychain works, the token is gone. */
export type StoredToken =
  | {
      readonly kind: 'found';
      readonly token: string;
      readonly session: SessionName;
      /** The name is what the settings stored with this token; the canary was not read. */
      readonly isUnchecked?: true;
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
  /** Does not read the canary if the settings know the token together with the marker's name. */
  read(): Promise<StoredToken>;
  /** Reads the canary alone. */
  readName(): Promise<SessionName>;
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
  const readName = async () => nameIn(await vault.read('canary'));

  async function recognise(token: string): Promise<StoredToken> {
    if (!tokenFormat.test(token)) {
      return { kind: 'lost' };
    }
    const { marker, tokenChecksums: known, tokenSession } = records.read();
    const checksum = checksumOf(token);
    if (marker !== null && marker.storedAt === tokenSession && known.at(-1) === checksum) {
      return { kind: 'found', token, session: tokenSession, isUnchecked: true };
    }
    const found = { kind: 'found', token, session: await readName() } as const;
    const isUnknown = known.length > 0 && !known.includes(checksum);
    return isUnknown ? { ...found, isUnknown } : found;
  }

  /**
   * Before the token is written, beside the checksum of the one that it replaces: a crash may leave
   * either in the keychain.
   */
  function note(token: string, tokenSession: number | null): void {
    const { tokenChecksums: known, tokenSession: knownSession } = records.read();
    const checksum = checksumOf(token);
    const isKnown = known.at(-1) === checksum;
    if (!isKnown || knownSession !== tokenSession) {
      const tokenChecksums = isKnown ? known : [...known.slice(-1), checksum];
      records.update({ tokenChecksums, tokenSession });
    }
  }

  return {
    async read() {
      const reading = vault.read('refresh-token');
      // Compiled while the keychain works: 1 ms less until the dashboard can be drawn. Mutants survive.
      queueMicrotask(() => checksumOf(''));
      const token = await reading;
      if (token.kind === 'found') {
        return recognise(token.secret);
      }
      if (token.kind !== 'absent') {
        return token;
      }
      const canary = await vault.read('canary');
      return { kind: canary.kind === 'found' || platform !== 'linux' ? 'lost' : 'absent' };
    },
    readName,
    async save(token, own) {
      note(token, own?.name ?? null);
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
      note(token, name);
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

function nameIn(canary: VaultRead): SessionName {
  if (canary.kind !== 'found') {
    return canary.kind === 'absent' ? 'absent' : 'unreadable';
  }
  // Anything but a time, which is what another program may have left, names no session.
  const name = Number(canary.secret);
  return Number.isSafeInteger(name) ? name : 'absent';
}
