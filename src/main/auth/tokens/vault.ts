import type { Log } from '../../ports.ts';
import type { Keychain } from '../ports.ts';

/**
 * The entries of one API origin. The canary is not secret: readable while the token is not there,
 * it says that the keychain works and the token is really gone.
 */
export type VaultEntry = 'refresh-token' | 'canary' | 'revocations';

/** "Absent", "unavailable" and "denied" are three answers, not one. */
export type VaultRead =
  | { readonly kind: 'found'; readonly secret: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'denied' };

/** `superseded`: a later write or removal of the same entry took its place before it began. */
export type VaultWrite =
  | { readonly kind: 'done' }
  | { readonly kind: 'superseded' }
  /** The entry belongs to another session now, and was left as it is. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'denied' };

/** Checks the entries just before one is changed; true if it must not be changed. */
export type IsTaken = (get: (entry: VaultEntry) => Promise<string | null>) => Promise<boolean>;

/** Secrets in the OS keychain. No call ever throws, and a failed read deletes nothing. */
export interface Vault {
  read(entry: VaultEntry): Promise<VaultRead>;
  /** `done` if reading it back gives what was written; some keychains confirm what they drop. */
  write(entry: VaultEntry, secret: string, isTaken?: IsTaken): Promise<VaultWrite>;
  /** Removing what is not there is `done`. */
  remove(entry: VaultEntry, isTaken?: IsTaken): Promise<VaultWrite>;
}

/** The application's name in the keychain. */
export const service = 'MyTone';

interface VaultDeps {
  readonly keychain: Keychain;
  readonly origin: string;
  /** Tells a refusal from an absent service: keytar has no error codes. */
  readonly platform: NodeJS.Platform;
  readonly log: Log;
}

/**
 * The vault over keytar: one account per API origin, operations one after another. Four pending
 * keychain calls would freeze all file and DNS work of main, so at most one is ever in flight.
 */
export function createVault({ keychain, origin, platform, log }: VaultDeps): Vault {
  let last: Promise<unknown> = Promise.resolve();
  const newestWrite = new Map<VaultEntry, symbol>();

  // A keychain is part of macOS and Windows: an error there is a refusal.
  const refusal = platform === 'linux' ? 'unavailable' : 'denied';

  function accountOf(entry: VaultEntry): string {
    return entry === 'refresh-token' ? origin : `${origin}#${entry}`;
  }

  function get(entry: VaultEntry): Promise<string | null> {
    return keychain.getPassword(service, accountOf(entry));
  }

  function inTurn<Outcome>(
    task: () => Promise<Outcome>,
    operation: string,
  ): Promise<Outcome | { kind: 'unavailable' | 'denied' }> {
    const turn = last.then(task).catch((error: unknown) => {
      log.warn('vault.failed', { operation, kind: refusal, error: nameOf(error) });
      return { kind: refusal } as const;
    });
    last = turn;
    return turn;
  }

  function change(
    entry: VaultEntry,
    operation: string,
    apply: () => Promise<unknown>,
    isTaken: IsTaken = async () => false,
  ): Promise<VaultWrite> {
    const ticket = Symbol(entry);
    newestWrite.set(entry, ticket);
    return inTurn<VaultWrite>(async () => {
      // While a keychain hangs, only the newest change of an entry is worth doing.
      if (newestWrite.get(entry) !== ticket) {
        return { kind: 'superseded' };
      }
      if (await isTaken(get)) {
        return { kind: 'taken' };
      }
      await apply();
      return { kind: 'done' };
    }, operation);
  }

  return {
    read: (entry) =>
      inTurn<VaultRead>(async () => {
        const secret = await get(entry);
        return secret === null || secret === '' ? { kind: 'absent' } : { kind: 'found', secret };
      }, `read ${entry}`),
    write: (entry, secret, isTaken) =>
      change(
        entry,
        `write ${entry}`,
        async () => {
          await keychain.setPassword(service, accountOf(entry), secret);
          if ((await get(entry)) !== secret) {
            throw new UnkeptSecretError();
          }
        },
        isTaken,
      ),
    remove: (entry, isTaken) =>
      change(
        entry,
        `remove ${entry}`,
        () => keychain.deletePassword(service, accountOf(entry)),
        isTaken,
      ),
  };
}

/** The keychain confirmed a write, but then returned something else. */
class UnkeptSecretError extends Error {
  override readonly name = 'UnkeptSecretError';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
