import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { AttemptsRepository } from '../db/attempts-repository.ts';

export type AttemptScope = 'login' | 'register' | 'forgot' | 'verify';

export interface TooManyAttempts {
  readonly code: 'too-many-attempts';
  readonly retryAfterSeconds: number;
}

export interface Attempt {
  /** The attempt was an honest one: forgets the account's, takes back the address's. */
  succeeded(): Promise<void>;
}

export interface AttemptsParts {
  readonly repository: AttemptsRepository;
  readonly key: Buffer;
  readonly freePerAccount: number;
  readonly freePerAddress: number;
}

/** One IPv4 address, or the /64 network that a single IPv6 household or server has. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}

/**
 * Slows guessing down, by account and by address: some attempts are free, each further one has to
 * wait twice as long as the one before, up to a limit. Nobody is ever locked out for good.
 */
export function createAttempts({ repository, key, freePerAccount, freePerAddress }: AttemptsParts) {
  const keyOf = (...parts: readonly string[]) =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest();

  return {
    /** Counts an attempt on `account` from `address`, before anything expensive is done. */
    claim: async (
      scope: AttemptScope,
      account: string,
      address: string,
    ): Promise<Result<Attempt, TooManyAttempts>> => {
      const addressKey = keyOf(scope, 'address', networkOf(address));
      const accountKey = keyOf(scope, 'account', account);
      // The address first: one that is being slowed down can't slow the account down as well.
      const retryAfterSeconds =
        (await repository.claim(addressKey, freePerAddress)) ||
        (await repository.claim(accountKey, freePerAccount));
      if (retryAfterSeconds > 0) return fail({ code: 'too-many-attempts', retryAfterSeconds });
      return ok({ succeeded: () => repository.forgive(accountKey, addressKey) });
    },
  };
}

export type Attempts = ReturnType<typeof createAttempts>;
