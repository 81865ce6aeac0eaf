import * as z from 'zod/mini';
import { confirmPrimary } from '../confirm-primary.ts';
import type { Database } from '../database.ts';
import { readFirst } from './rows.ts';
import { endSessionsOf } from './sessions-repository.ts';

// If two imported accounts have addresses that differ only in spelling, the one with this spelling.
const insertForEmail = `
  insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
  select $3::bytea, id, now() + make_interval(secs => $4) from "USERS" where email in ($1, $2)
  order by (email = $1) desc limit 1
  returning user_id as "userId"`;

const consume = `
  with used as (
    delete from "PASSWORD_RESETS" where token_hash = $1::bytea and expires_at > now()
    returning user_id
  )
  update "USERS" u set hashed_password = $2 from used where u.id = used.user_id
  returning u.id as "userId"`;

const noteReset = `
  with others as (delete from "PASSWORD_RESETS" where user_id = $1)
  insert into "SECURITY_EVENTS" (kind, user_id) values ('password-reset', $1)`;

const usedSchema = z.object({ userId: z.int() });

/** Single-use tokens for a new password. */
export function createResetsRepository(database: Database) {
  return {
    /** False if nobody has that e-mail. */
    insert: async (
      { typed, email }: { readonly typed: string; readonly email: string },
      tokenHash: Buffer,
      lifeSeconds: number,
    ): Promise<boolean> => {
      const values = [typed, email, tokenHash, lifeSeconds];
      const rows = await database.query(insertForEmail, values);
      return rows.length > 0;
    },
    /** False only if this is still the primary: otherwise another one may have stored the token. */
    isValid: async (tokenHash: Buffer): Promise<boolean> => {
      const rows = await database.query(
        'select from "PASSWORD_RESETS" where token_hash = $1::bytea and expires_at > now()',
        [tokenHash],
      );
      if (rows.length === 0) {
        await confirmPrimary(database);
      }
      return rows.length > 0;
    },
    /**
     * Uses the token, sets the password and ends every session of the user; resolves to the user's
     * id. Null if the token was used before or has expired. Separate statements, so that the last
     * one sees every session that was opened while the first one waited for the user's row.
     */
    consume: (tokenHash: Buffer, hashedPassword: string): Promise<number | null> =>
      database.transaction(async (transaction) => {
        const rows = await transaction.query(consume, [tokenHash, hashedPassword]);
        const user = readFirst(usedSchema, rows);
        if (user === null) {
          return null;
        }
        await transaction.query(noteReset, [user.userId]);
        await endSessionsOf(transaction, user.userId, 'password-reset');
        return user.userId;
      }),
    deleteExpired: async (): Promise<void> => {
      await database.query('delete from "PASSWORD_RESETS" where expires_at <= now()');
    },
  };
}

export type ResetsRepository = ReturnType<typeof createResetsRepository>;
