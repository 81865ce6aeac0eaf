import type { Queryable } from './database.ts';

/** A row of "USERS" without the password's hash. */
export interface UserRow {
  readonly id: number;
  readonly name: string;
  readonly surname: string;
  readonly email: string;
  readonly username: string;
  readonly phone_number: string | null;
  readonly type_client: number;
  readonly created_at: Date;
}

export interface StoredPassword {
  readonly id: number;
  readonly hashedPassword: string;
}

export interface NewAccount {
  readonly name: string;
  readonly surname: string;
  readonly email: string;
  readonly username: string;
  readonly hashedPassword: string;
  readonly phoneNumber: string | null;
  readonly typeClient: number;
}

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly tokenSeconds: number;
}

/** A session just opened. `issuedAt` is the database's clock, epoch seconds. */
export interface OpenedSession {
  readonly issuedAt: number;
}

const userColumns =
  'u.id, u.name, u.surname, u.email, u.username, u.phone_number, u.type_client, u.created_at';

/** Account, session and first token in one statement: all of them or nothing. */
const insertAccount = `
  with account as (
    insert into "USERS" as u (name, surname, email, username, hashed_password, phone_number, type_client)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict do nothing
    returning ${userColumns}
  ), session as (
    insert into "SESSIONS" (id, user_id) select $8::uuid, id from account returning id
  ), token as (
    insert into "TOKENS" (session_id, counter, token_hash, expires_at)
    select id, 0, $9::bytea, now() + make_interval(secs => $10) from session
  )
  select *, floor(extract(epoch from now()))::integer as "issuedAt" from account`;

// The row's lock and the hash: a password that is being reset opens no session any more.
const insertSession = `
  with account as (
    select id from "USERS" where id = $2 and hashed_password = $5 for share
  ), session as (
    insert into "SESSIONS" (id, user_id) select $1::uuid, id from account returning id
  ), token as (
    insert into "TOKENS" (session_id, counter, token_hash, expires_at)
    select id, 0, $3::bytea, now() + make_interval(secs => $4) from session
  )
  select floor(extract(epoch from now()))::integer as "issuedAt" from session`;

// An e-mail wins over a username that looks like it: nobody can take over another's sign-in
// by choosing that person's address as a username.
const selectByLogin = `
  select u.id, u.hashed_password as "hashedPassword" from "USERS" u
  where u.email = $1 or u.username = $2
  order by (u.email = $1) desc limit 1`;

const selectBySession = `
  select ${userColumns} from "SESSIONS" s join "USERS" u on u.id = s.user_id
  where s.id = $1::uuid and s.revoked_at is null`;

/** Everything the service asks of "USERS", and the sessions that open with it. */
export function createAccountsRepository(database: Queryable) {
  const exists = async (condition: string, value: string) => {
    const [row] = await database.query<{ readonly exists: boolean }>(
      `select exists (select from "USERS" where ${condition} = $1) as exists`,
      [value],
    );
    return row?.exists === true;
  };

  return {
    /** Null when e-mail or username is taken. */
    insert: async (account: NewAccount, session: NewSession) => {
      const [row] = await database.query<UserRow & OpenedSession>(insertAccount, [
        account.name,
        account.surname,
        account.email,
        account.username,
        account.hashedPassword,
        account.phoneNumber,
        account.typeClient,
        session.id,
        session.tokenHash,
        session.tokenSeconds,
      ]);
      return row ?? null;
    },
    /** Null when the password is no longer the one that `hashedPassword` stands for. */
    openSession: async (userId: number, hashedPassword: string, session: NewSession) => {
      const [row] = await database.query<OpenedSession>(insertSession, [
        session.id,
        userId,
        session.tokenHash,
        session.tokenSeconds,
        hashedPassword,
      ]);
      return row ?? null;
    },
    findByLogin: async (email: string, username: string) => {
      const [row] = await database.query<StoredPassword>(selectByLogin, [email, username]);
      return row ?? null;
    },
    /** The user of a session that is not revoked. */
    findBySession: async (sessionId: string) => {
      const [row] = await database.query<UserRow>(selectBySession, [sessionId]);
      return row ?? null;
    },
    hasEmail: (email: string) => exists('email', email),
    hasUsername: (username: string) => exists('username', username),
    /** Does nothing when the password was changed meanwhile. */
    replaceHash: async (userId: number, oldHash: string, newHash: string) => {
      await database.query(
        'update "USERS" set hashed_password = $3 where id = $1 and hashed_password = $2',
        [userId, oldHash, newHash],
      );
    },
  };
}

export type AccountsRepository = ReturnType<typeof createAccountsRepository>;
