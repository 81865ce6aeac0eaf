import * as z from 'zod/mini';
import type { Database } from '../database.ts';
import { readFirst } from './rows.ts';
import { endSessionsOf, insertFirstSession, type NewSession } from './sessions-repository.ts';
import { userColumns, userRowSchema } from './user-row.ts';

const storedPasswordSchema = z.object({ id: z.int(), hashedPassword: z.string() });

export type StoredPassword = Readonly<z.output<typeof storedPasswordSchema>>;

export interface NewAccount {
  readonly name: string;
  readonly surname: string;
  readonly email: string;
  readonly username: string;
  readonly hashedPassword: string;
  readonly phoneNumber: string | null;
  readonly typeClient: number;
}

/** What the owner may change; absent values stay as they are. */
export interface ProfileChange {
  readonly name?: string | undefined;
  readonly surname?: string | undefined;
  readonly phoneNumber?: string | null | undefined;
}

const insertAccount = `
  insert into "USERS" as u (name, surname, email, username, hashed_password, phone_number, type_client)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict do nothing
  returning ${userColumns}`;

/**
 * What somebody typed to sign in, and the same text in the forms in which e-mails and usernames are
 * stored (names.ts).
 */
export interface Login {
  readonly typed: string;
  readonly email: string;
  readonly username: string;
}

// An e-mail has priority over a username that looks the same: nobody can block another person's
// sign-in by choosing that address as a username. Imported accounts whose names differ only in
// spelling are distinguished by what was typed.
const selectByLogin = `
  select u.id, u.hashed_password as "hashedPassword" from "USERS" u
  where u.email in ($1, $2) or u.username in ($1, $3)
  order by u.email = $1 desc nulls last, u.email = $2 desc nulls last,
    u.username = $1 desc nulls last
  limit 1`;

const updateProfile = `
  update "USERS" as u set
    name = coalesce($2, u.name),
    surname = coalesce($3, u.surname),
    phone_number = case when $5::boolean then $4 else u.phone_number end
  where id = $1
  returning ${userColumns}`;

/** All queries on "USERS". */
export function createAccountsRepository(database: Database) {
  const exists = async (condition: 'email' | 'username', value: string) => {
    const rows = await database.query(`select from "USERS" where ${condition} = $1`, [value]);
    return rows.length > 0;
  };

  return {
    /** Stores account and first session, both or neither. Null if e-mail or username is taken. */
    insert: (account: NewAccount, session: NewSession) =>
      database.transaction(async (transaction) => {
        const rows = await transaction.query(insertAccount, [
          account.name,
          account.surname,
          account.email,
          account.username,
          account.hashedPassword,
          account.phoneNumber,
          account.typeClient,
        ]);
        const user = readFirst(userRowSchema, rows);
        if (user === null) {
          return null;
        }
        return { user, ...(await insertFirstSession(transaction, user.id, session)) };
      }),
    findByLogin: async ({ typed, email, username }: Login) =>
      readFirst(
        storedPasswordSchema,
        await database.query(selectByLogin, [typed, email, username]),
      ),
    findPassword: async (userId: number) => {
      const rows = await database.query(
        'select id, hashed_password as "hashedPassword" from "USERS" where id = $1',
        [userId],
      );
      return readFirst(storedPasswordSchema, rows);
    },
    hasEmail: (email: string) => exists('email', email),
    hasUsername: (username: string) => exists('username', username),
    /** Does nothing if the password has changed since `oldHash` was read. */
    replaceHash: async (userId: number, oldHash: string, newHash: string) => {
      await database.query(
        'update "USERS" set hashed_password = $3 where id = $1 and hashed_password = $2',
        [userId, oldHash, newHash],
      );
    },
    /**
     * Sets a new password, ends every other session and every link for a new password. False if the
     * password has changed since `oldHash` was read. Two statements, so that the second one sees
     * every session that was opened while the first one waited for the user's row.
     */
    changePassword: (userId: number, oldHash: string, newHash: string, ownSessionId: string) =>
      database.transaction(async (transaction) => {
        const changed = await transaction.query(
          `with changed as (
             update "USERS" set hashed_password = $3 where id = $1 and hashed_password = $2
             returning id
           ), event as (
             insert into "SECURITY_EVENTS" (kind, user_id) select 'password-changed', id from changed
           ), links as (
             delete from "PASSWORD_RESETS" r using changed where r.user_id = changed.id
           )
           select id from changed`,
          [userId, oldHash, newHash],
        );
        if (changed.length === 0) {
          return false;
        }
        await endSessionsOf(transaction, userId, 'password-change', ownSessionId);
        return true;
      }),
    /** Null if the account is gone. */
    changeProfile: async (userId: number, { name, surname, phoneNumber }: ProfileChange) => {
      const rows = await database.query(updateProfile, [
        userId,
        name ?? null,
        surname ?? null,
        phoneNumber ?? null,
        phoneNumber !== undefined,
      ]);
      return readFirst(userRowSchema, rows);
    },
    /** Deletes everything of the account; its security events stay, without the account. */
    remove: async (userId: number, hashedPassword: string): Promise<boolean> =>
      await database
        .transaction(async (transaction) => {
          await transaction.query(
            'update "SECURITY_EVENTS" set user_id = null, session_id = null where user_id = $1',
            [userId],
          );
          const removed = await transaction.query(
            `with removed as (
             delete from "USERS" where id = $1 and hashed_password = $2 returning id
           ), event as (
             insert into "SECURITY_EVENTS" (kind) select 'account-deleted' from removed
           )
           select id from removed`,
            [userId, hashedPassword],
          );
          if (removed.length === 0) {
            throw new AccountChanged();
          }
          return true;
        })
        .catch((error: unknown) => {
          if (error instanceof AccountChanged) {
            return false;
          }
          throw error;
        }),
  };
}

/** Rolls the deletion back. */
class AccountChanged extends Error {}

export type AccountsRepository = ReturnType<typeof createAccountsRepository>;
