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
import type { Busy, PasswordHasher } from './password-hasher.ts';
import type { Sessions } from './sessions.ts';

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
    const attempt = await attempts.claim('verify', name, address);
    return attempt.ok ? ok(await isTaken(name)) : attempt;
  }

  return {
    register: async (
      registration: Registration,
      address: string,
    ): Promise<Result<ApiTokens & { readonly user: ApiUser }, Taken | Busy | TooManyAttempts>> => {
      const { password, ...rest } = registration;
      const email = normalEmail(rest.email);
      const username = normalUsername(rest.username);
      const attempt = await attempts.claim('register', email, address);
      if (!attempt.ok) return attempt;
      const taken = await takenBy({ email, username });
      if (taken !== null) return fail(taken);
      const hashed = await passwords.hash(password);
      if (!hashed.ok) return hashed;
      const session = sessions.prepare();
      const account = { ...rest, email, username, hashedPassword: hashed.value };
      const row = await repository.insert(account, session.row);
      // Somebody was faster while the password was hashed.
      if (row === null) return fail((await takenBy(account)) ?? { code: 'email-taken' });
      return ok({ user: toApiUser(row), ...session.tokens(row.id, row.issuedAt) });
    },
    login: async (
      login: string,
      password: string,
      address: string,
    ): Promise<Result<ApiTokens, WrongCredentials | Busy | TooManyAttempts>> => {
      const find = () => repository.findByLogin(normalEmail(login), normalUsername(login));
      let user = await find();
      // By the account itself where there is one: e-mail and username share their attempts.
      const name = user === null ? normalEmail(login) : `#${user.id}`;
      const attempt = await attempts.claim('login', name, address);
      if (!attempt.ok) return attempt;
      for (;;) {
        const verified = await passwords.verify(password, user?.hashedPassword ?? null);
        if (!verified.ok) return verified;
        if (user === null || !verified.value) return fail({ code: 'wrong-credentials' });
        const tokens = await sessions.open(user.id, user.hashedPassword);
        if (tokens !== null) {
          await attempt.value.succeeded();
          await strengthen(user, password);
          return ok(tokens);
        }
        // Reset meanwhile, or only hashed anew by another sign-in: compared once more.
        user = await find();
      }
    },
    hasEmail: (email: string, address: string) =>
      lookUp(normalEmail(email), address, repository.hasEmail),
    hasUsername: (username: string, address: string) =>
      lookUp(normalUsername(username), address, repository.hasUsername),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
