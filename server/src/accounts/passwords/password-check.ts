import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { StoredPassword } from '../../db/repositories/accounts-repository.ts';
import type { Attempts, TooManyAttempts } from '../attempts.ts';
import { networkOf } from '../network.ts';
import { createSharedWork } from '../shared-work.ts';
import type { Busy, PasswordHasher } from './password-hasher.ts';

interface WrongPassword {
  readonly code: 'wrong-password';
}

export type PasswordCheckFailure = WrongPassword | Busy | TooManyAttempts;

export interface PasswordQuestion {
  /** Null if nobody has the name. The attempt is counted and takes as long as any other. */
  readonly stored: StoredPassword | null;
  /** The key under which attempts at a name that nobody has are counted. */
  readonly name: string;
  readonly password: string;
  readonly address: string;
}

/** Compares passwords and counts the attempts. Passwords from clients are compared only here. */
export function createPasswordCheck(passwords: PasswordHasher, attempts: Attempts) {
  async function check({
    stored,
    name,
    password,
    address,
  }: PasswordQuestion): Promise<Result<StoredPassword, PasswordCheckFailure>> {
    // By the account if there is one: e-mail and username share their attempts.
    const account = stored === null ? name : `#${stored.id}`;
    const claimed = await attempts.claimPassword(stored?.id ?? null, account, address);
    if (!claimed.ok) {
      return claimed;
    }
    const attempt = claimed.value;
    const verified = await passwords.verify(password, stored?.hashedPassword ?? null);
    if (!verified.ok) {
      await attempt.abandoned();
      return verified;
    }
    if (stored === null || !verified.value) {
      await attempt.failed();
      return fail({ code: 'wrong-password' });
    }
    await attempt.succeeded(stored.id);
    return ok(stored);
  }

  const share = createSharedWork<Awaited<ReturnType<typeof check>>>();

  /**
   * All devices of a person may sign in at once: the same password is compared once for all of
   * them.
   */
  return (question: PasswordQuestion): Promise<Result<StoredPassword, PasswordCheckFailure>> =>
    share([question.stored, question.name, question.password, networkOf(question.address)], () =>
      check(question),
    );
}

export type PasswordCheck = ReturnType<typeof createPasswordCheck>;
