import { createHmac } from 'node:crypto';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { AttemptsRepository, Bucket } from '../db/repositories/attempts-repository.ts';
import type { KnownAddressesRepository } from '../db/repositories/known-addresses-repository.ts';
import { createNetworkList, networkOf } from './network.ts';

/** Used as the id of a name that nobody has; ids in the database start at 1. */
const nobody = 0;

/** Calls that can only be made too often: no success could show that the caller is honest. */
export type CountedScope = 'forgot' | 'verify';

export interface TooManyAttempts {
  readonly code: 'too-many-attempts';
  readonly retryAfterSeconds: number;
}

export interface Attempt {
  /** The account's owner made the attempt: it is not counted. */
  succeeded(userId: number): Promise<void>;
  /** The attempt was a guess: it also counts against the address. */
  failed(): Promise<void>;
  /** The server had no time to check the password: the attempt is not counted. */
  abandoned(): Promise<void>;
}

export interface AttemptsDeps {
  readonly repository: AttemptsRepository;
  readonly knownAddresses: KnownAddressesRepository;
  readonly key: Buffer;
  /** Attempts of one address at one account without delay. */
  readonly freePerAccount: number;
  /** Failures of one address, for any accounts, without delay. */
  readonly freePerAddress: number;
  readonly perAddressPerHour: number;
  /** Attempts at one account from all addresses from which nobody has signed in to it before. */
  readonly perAccountPerHour: number;
  /** The operator's own servers, which forward requests of many people. */
  readonly ownServers: readonly string[];
}

/** At most `perHour` in any hour: a fifth of them at once, the others evenly spread. */
function hourly(perHour: number): Bucket {
  const burst = Math.max(1, Math.floor(perHour / 5));
  return { burst, intervalSeconds: 3600 / Math.max(1, perHour - burst) };
}

function refused(retryAfterSeconds: number) {
  return fail({ code: 'too-many-attempts', retryAfterSeconds } as const);
}

/**
 * Slows guessing down. It counts separately: one address at one account (doubling delays), one
 * address at any account (a bucket of failures), and all unknown addresses together at one account
 * (a bucket for a whole hour, which limits someone who guesses from many addresses). Addresses from
 * which the owner has signed in are known, so the owner does not wait because of what others try.
 */
export function createAttempts(deps: AttemptsDeps) {
  const { repository, knownAddresses } = deps;
  const perAddress: Bucket = {
    burst: deps.freePerAddress,
    intervalSeconds: 3600 / deps.perAddressPerHour,
  };
  const perAccount = hourly(deps.perAccountPerHour);
  const isOwnServer = createNetworkList(deps.ownServers);
  const keyOf = (...parts: readonly string[]) =>
    createHmac('sha256', deps.key).update(JSON.stringify(parts)).digest();
  const addressKeyOf = (scope: string, address: string) => keyOf(scope, 'from', networkOf(address));
  const pairKeyOf = (scope: string, account: string, address: string) =>
    keyOf(scope, 'pair', account, networkOf(address));
  const knownKeyOf = (userId: number, address: string) =>
    keyOf('known', String(userId), networkOf(address));

  /**
   * The bucket of an account from which an attempt takes: one for all unknown addresses, and a
   * separate one for each known address. Every attempt asks and takes once, even for a name that
   * nobody has: the time must not reveal who has an account.
   */
  async function bucketKey(userId: number | null, account: string, address: string) {
    const id = userId ?? nobody;
    return (await knownAddresses.isKnown(id, knownKeyOf(id, address)))
      ? keyOf('login', 'known', account, networkOf(address))
      : keyOf('login', 'strangers', account);
  }

  return {
    /**
     * Claims an attempt at a password of `account`, before anything expensive is done. `userId`
     * null means a name that nobody has: it is counted like any other.
     */
    claimPassword: async (
      userId: number | null,
      account: string,
      address: string,
    ): Promise<Result<Attempt, TooManyAttempts>> => {
      const addressKey = addressKeyOf('login', address);
      const pairKey = pairKeyOf('login', account, address);
      const isCountedByAddress = !isOwnServer(address);
      const wait = isCountedByAddress ? await repository.waitFor(addressKey, perAddress) : 0;
      const pairWait = wait || (await repository.claim(pairKey, deps.freePerAccount));
      if (pairWait > 0) {
        return refused(pairWait);
      }
      const accountKey = await bucketKey(userId, account, address);
      const accountWait = await repository.take(accountKey, perAccount);
      if (accountWait > 0) {
        await repository.unclaim(pairKey);
        return refused(accountWait);
      }
      const putBack = () => repository.putBack(accountKey, perAccount);
      return ok({
        succeeded: async (owner) => {
          await repository.forget(pairKey);
          await putBack();
          await knownAddresses.remember(owner, knownKeyOf(owner, address));
        },
        failed: async () => {
          if (isCountedByAddress) {
            await repository.count(addressKey, perAddress);
          }
        },
        abandoned: async () => {
          await repository.unclaim(pairKey);
          await putBack();
        },
      });
    },
    /** Claims a sign-up of `email`. Only failures count: they reveal who has an account. */
    claimRegistration: async (
      email: string,
      address: string,
    ): Promise<Result<Attempt, TooManyAttempts>> => {
      const addressKey = addressKeyOf('register', address);
      const pairKey = pairKeyOf('register', email, address);
      const isCountedByAddress = !isOwnServer(address);
      const wait =
        (isCountedByAddress ? await repository.waitFor(addressKey, perAddress) : 0) ||
        (await repository.claim(pairKey, deps.freePerAccount));
      if (wait > 0) {
        return refused(wait);
      }
      return ok({
        succeeded: async (owner) => {
          await repository.forget(pairKey);
          await knownAddresses.remember(owner, knownKeyOf(owner, address));
        },
        failed: async () => {
          if (isCountedByAddress) {
            await repository.count(addressKey, perAddress);
          }
        },
        abandoned: () => repository.unclaim(pairKey),
      });
    },
    /** Counts a call about `account` from `address`. */
    count: async (
      scope: CountedScope,
      account: string,
      address: string,
    ): Promise<Result<null, TooManyAttempts>> => {
      const wait =
        (isOwnServer(address)
          ? 0
          : await repository.take(addressKeyOf(scope, address), perAddress)) ||
        (await repository.claim(pairKeyOf(scope, account, address), deps.freePerAccount));
      return wait > 0 ? refused(wait) : ok(null);
    },
    /**
     * Whether `email` may get one more mail. The caller, who may be anyone, must not learn this.
     * Nearly all mailboxes ignore case, so accounts whose addresses differ only in it share them.
     */
    mayMail: async (email: string): Promise<boolean> =>
      (await repository.take(
        keyOf('forgot', 'mails', email.toLowerCase()),
        hourly(mailsPerHour),
      )) === 0,
    /** The owner has proved in another way than by the password that they use this address. */
    remember: (userId: number, address: string): Promise<void> =>
      knownAddresses.remember(userId, knownKeyOf(userId, address)),
  };
}

/** Mails with a link to one address, no matter how many people request them. */
const mailsPerHour = 25;

export type Attempts = ReturnType<typeof createAttempts>;
