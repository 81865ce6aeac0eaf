import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type {
  AccountsRepository,
  NewAccount,
  StoredPassword,
} from '../db/repositories/accounts-repository.ts';
import type { User } from '../db/repositories/user-row.ts';
import type { Attempts, TooManyAttempts } from './attempts.ts';
import { normalEmail, normalUsername } from './names.ts';
import type { PasswordCheck } from './passwords/password-check.ts';
import type { Busy, PasswordHasher } from './passwords/password-hasher.ts';
import type { Sessions, Tokens } from './sessions.ts';
import { createSharedWork } from './shared-work.ts';

export interface Registration extends Omit<NewAccount, 'hashedPassword'> {
  readonly password: string;
}

/** Where a request comes from: its address, and the name that its client sends. */
export interface Origin {
  readonly address: string;
  readonly client: string | null;
}

interface Taken {
  readonly code: 'email-taken' | 'username-taken';
}

interface WrongCredentials {
  readonly code: 'wrong-credentials';
}

export interface AccountsDeps {
  readonly repository: AccountsRepository;
  readonly passwords: PasswordHasher;
  readonly checkPassword: PasswordCheck;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
}

/** Sign-up and sign-in. */
export function createAccounts(deps: AccountsDeps) {
  const { repository, passwords, checkPassword, sessions, attempts } = deps;
  const shareStrengthening = createSharedWork<void>();

  async function takenBy(account: Pick<NewAccount, 'email' | 'username'>): Promise<Taken | null> {
    if (await repository.hasEmail(account.email)) {
      return { code: 'email-taken' };
    }
    if (await repository.hasUsername(account.username)) {
      return { code: 'username-taken' };
    }
    return null;
  }

  async function strengthen(user: StoredPassword, password: string): Promise<void> {
    const renewed = await passwords.renew(password, user.hashedPassword);
    // A busy server does this at the next sign-in.
    if (renewed?.ok === true) {
      await repository.replaceHash(user.id, user.hashedPassword, renewed.value);
    }
  }

  /** Whether a name is taken; forms ask this while they are being filled in. */
  async function lookUp(
    name: string,
    address: string,
    isTaken: (name: string) => Promise<boolean>,
  ) {
    const counted = await attempts.count('verify', name, address);
    return counted.ok ? ok(await isTaken(name)) : counted;
  }

  const find = (typed: string) =>
    repository.findByLogin({ typed, email: normalEmail(typed), username: normalUsername(typed) });

  return {
    register: async (
      registration: Registration,
      { address, client }: Origin,
    ): Promise<Result<{ user: User; tokens: Tokens }, Taken | Busy | TooManyAttempts>> => {
      const { password, ...rest } = registration;
      const email = normalEmail(rest.email);
      const username = normalUsername(rest.username);
      const claimed = await attempts.claimRegistration(email, address);
      if (!claimed.ok) {
        return claimed;
      }
      const attempt = claimed.value;
      const taken = await takenBy({ email, username });
      if (taken !== null) {
        await attempt.failed();
        return fail(taken);
      }
      const hashed = await passwords.hash(password);
      if (!hashed.ok) {
        await attempt.abandoned();
        return hashed;
      }
      const session = sessions.prepare(client);
      const account = { ...rest, email, username, hashedPassword: hashed.value };
      const stored = await repository.insert(account, session.row);
      // Someone else took the name while the password was being hashed.
      if (stored === null) {
        await attempt.failed();
        return fail((await takenBy(account)) ?? { code: 'email-taken' });
      }
      const { user, issuedAt } = stored;
      await attempt.succeeded(user.id);
      return ok({ user, tokens: session.tokens(user.id, issuedAt) });
    },
    login: async (
      login: string,
      password: string,
      { address, client }: Origin,
    ): Promise<Result<Tokens, WrongCredentials | Busy | TooManyAttempts>> => {
      const checked = await checkPassword({
        stored: await find(login),
        name: normalEmail(login),
        password,
        address,
      });
      if (!checked.ok) {
        const { error } = checked;
        return fail(error.code === 'wrong-password' ? { code: 'wrong-credentials' } : error);
      }
      let user: StoredPassword | null = checked.value;
      for (;;) {
        const current: StoredPassword = user;
        const tokens = await sessions.open(current.id, current.hashedPassword, client);
        if (tokens !== null) {
          await shareStrengthening([current.id], () => strengthen(current, password));
          return ok(tokens);
        }
        // The hash changed since it was read (reset or rehash): verify again.
        user = await find(login);
        const verified = await passwords.verify(password, user?.hashedPassword ?? null);
        if (!verified.ok) {
          return verified;
        }
        if (user === null || !verified.value) {
          return fail({ code: 'wrong-credentials' });
        }
      }
    },
    hasEmail: (email: string, address: string) =>
      lookUp(normalEmail(email), address, repository.hasEmail),
    hasUsername: (username: string, address: string) =>
      lookUp(normalUsername(username), address, repository.hasUsername),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
