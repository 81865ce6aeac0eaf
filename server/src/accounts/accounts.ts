import type { ApiTokens, ApiUser } from '../../../src/shared/api.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { AccountsRepository, NewAccount, UserRow } from '../db/accounts-repository.ts';
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
export function createAccounts({ repository, passwords, sessions }: AccountsParts) {
  async function takenBy(account: Pick<NewAccount, 'email' | 'username'>): Promise<Taken | null> {
    if (await repository.hasEmail(account.email)) return { code: 'email-taken' };
    if (await repository.hasUsername(account.username)) return { code: 'username-taken' };
    return null;
  }

  async function verifiedUser(login: string, password: string) {
    const user = await repository.findByLogin(normalEmail(login), normalUsername(login));
    const verified = await passwords.verify(password, user?.hashedPassword ?? null);
    if (!verified.ok) return verified;
    return ok(verified.value ? user : null);
  }

  return {
    register: async (
      registration: Registration,
    ): Promise<Result<ApiTokens & { readonly user: ApiUser }, Taken | Busy>> => {
      const { password, ...rest } = registration;
      const names = {
        email: normalEmail(rest.email),
        username: normalUsername(rest.username),
      };
      const taken = await takenBy(names);
      if (taken !== null) return fail(taken);
      const hashed = await passwords.hash(password);
      if (!hashed.ok) return hashed;
      const session = sessions.prepare();
      const account = { ...rest, ...names, hashedPassword: hashed.value };
      const row = await repository.insert(account, session.row);
      // Somebody was faster while the password was hashed.
      if (row === null) return fail((await takenBy(names)) ?? { code: 'email-taken' });
      return ok({ user: toApiUser(row), ...session.tokens(row.id, row.issuedAt) });
    },
    login: async (
      login: string,
      password: string,
    ): Promise<Result<ApiTokens, WrongCredentials | Busy>> => {
      const verified = await verifiedUser(login, password);
      if (!verified.ok) return verified;
      const user = verified.value;
      if (user === null) return fail({ code: 'wrong-credentials' });
      if (passwords.isOutdated(user.hashedPassword)) {
        const hashed = await passwords.hash(password);
        // A busy server puts this off until the next sign-in.
        if (hashed.ok) await repository.replaceHash(user.id, user.hashedPassword, hashed.value);
      }
      return ok(await sessions.open(user.id));
    },
    hasEmail: (email: string) => repository.hasEmail(normalEmail(email)),
    hasUsername: (username: string) => repository.hasUsername(normalUsername(username)),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
