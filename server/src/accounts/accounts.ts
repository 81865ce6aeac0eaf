import type { ApiTokens, ApiUser } from '@mytone/shared/api.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type {
  AccountsRepository,
  NewAccount,
  StoredPassword,
  UserRow,
} from '../db/accounts-repository.ts';
import type { Attempts, TooManyAttempts } from './attempts.ts';
import { normalEmail, normalUsername } from './names.ts';
import { networkOf } from './network.ts';
import type { Busy, PasswordHasher } from './password-hasher.ts';
import type { Sessions } from './sessions.ts';
import { createSharedWork } from './shared-work.ts';

export interface Registration extends Omit<NewAccount, 'hashedPassword'> {
  readonly password: string;
}

interface Taken {
  readonly code: 'email-taken' | 'username-taken';
}

interface WrongCredentials {
  readonly code: 'wrong-credentials';
}

export interface AccountsParts {
  readonly repository: AccountsRepository;
  readonly passwords: PasswordHasher;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
}

/** `user` of the contract. */
export function toApiUser(row: UserRow): ApiUser {
  return {
    id: row.id,
    name: row.name,
    surname: row.surname,
    email: row.email,
    username: row.username,
    phone_number: row.phone_number,
    type_client: row.type_client,
    created_at: row.created_at.toISOString(),
  };
}

/** Sign-up and sign-in. */
export function createAccounts({ repository, passwords, sessions, attempts }: AccountsParts) {
  async function takenBy(account: Pick<NewAccount, 'email' | 'username'>): Promise<Taken | null> {
    if (await repository.hasEmail(account.email)) return { code: 'email-taken' };
    if (await repository.hasUsername(account.username)) return { code: 'username-taken' };
    return null;
  }

  async function strengthen(user: StoredPassword, password: string): Promise<void> {
    if (!passwords.isOutdated(user.hashedPassword)) return;
    const hashed = await passwords.hash(password);
    // A busy server puts this off until the next sign-in.
    if (hashed.ok) await repository.replaceHash(user.id, user.hashedPassword, hashed.value);
  }

  /** Whether a name is taken, for a form that asks while it is filled in. */
  async function lookUp(
    name: string,
    address: string,
    isTaken: (name: string) => Promise<boolean>,
  ) {
    const counted = await attempts.count('verify', name, address);
    return counted.ok ? ok(await isTaken(name)) : counted;
  }

  const findByLogin = (login: string) =>
    repository.findByLogin(normalEmail(login), normalUsername(login));

  /** Compares a password and counts the attempt. `user` null: a name that nobody has. */
  async function check(
    user: StoredPassword | null,
    login: string,
    password: string,
    address: string,
  ): Promise<Result<StoredPassword, WrongCredentials | Busy | TooManyAttempts>> {
    // By the account itself where there is one: e-mail and username share their attempts.
    const account = user === null ? normalEmail(login) : `#${user.id}`;
    const claimed = await attempts.claimPassword(user?.id ?? null, account, address);
    if (!claimed.ok) return claimed;
    const attempt = claimed.value;
    const verified = await passwords.verify(password, user?.hashedPassword ?? null);
    if (!verified.ok) {
      await attempt.abandoned();
      return verified;
    }
    if (user === null || !verified.value) {
      await attempt.failed();
      return fail({ code: 'wrong-credentials' });
    }
    await attempt.succeeded(user.id);
    return ok(user);
  }

  const shareCheck = createSharedWork<Awaited<ReturnType<typeof check>>>();
  const shareStrengthening = createSharedWork<void>();

  return {
    register: async (
      registration: Registration,
      address: string,
    ): Promise<Result<ApiTokens & { readonly user: ApiUser }, Taken | Busy | TooManyAttempts>> => {
      const { password, ...rest } = registration;
      const email = normalEmail(rest.email);
      const username = normalUsername(rest.username);
      const claimed = await attempts.claimRegistration(email, address);
      if (!claimed.ok) return claimed;
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
      const session = sessions.prepare();
      const account = { ...rest, email, username, hashedPassword: hashed.value };
      const row = await repository.insert(account, session.row);
      // Someone was faster while the password was hashed.
      if (row === null) {
        await attempt.failed();
        return fail((await takenBy(account)) ?? { code: 'email-taken' });
      }
      await attempt.succeeded(row.id);
      return ok({ user: toApiUser(row), ...session.tokens(row.id, row.issuedAt) });
    },
    login: async (
      login: string,
      password: string,
      address: string,
    ): Promise<Result<ApiTokens, WrongCredentials | Busy | TooManyAttempts>> => {
      // One person's devices may all sign in at once: the same password is compared once.
      const checked = await shareCheck([login, password, networkOf(address)], async () =>
        check(await findByLogin(login), login, password, address),
      );
      if (!checked.ok) return checked;
      let user: StoredPassword | null = checked.value;
      for (;;) {
        const current: StoredPassword = user;
        const tokens = await sessions.open(current.id, current.hashedPassword);
        if (tokens !== null) {
          await shareStrengthening([current.id], () => strengthen(current, password));
          return ok(tokens);
        }
        // The hash changed since it was read (reset or rehash): verify again.
        user = await findByLogin(login);
        const verified = await passwords.verify(password, user?.hashedPassword ?? null);
        if (!verified.ok) return verified;
        if (user === null || !verified.value) return fail({ code: 'wrong-credentials' });
      }
    },
    hasEmail: (email: string, address: string) =>
      lookUp(normalEmail(email), address, repository.hasEmail),
    hasUsername: (username: string, address: string) =>
      lookUp(normalUsername(username), address, repository.hasUsername),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
