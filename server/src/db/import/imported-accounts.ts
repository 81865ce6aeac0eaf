import * as z from 'zod/mini';
import type { Queryable } from '../database.ts';
import { readFirst, readRows } from '../repositories/rows.ts';

/** A new row of "USERS", with the id that the account had before. */
export interface ImportedAccount {
  readonly formerId: string;
  readonly id: number;
  readonly name: string;
  readonly surname: string;
  readonly email: string | null;
  readonly username: string | null;
  readonly hashedPassword: string;
  readonly phoneNumber: string | null;
  readonly typeClient: number;
  readonly createdAt: string | null;
}

export interface Names {
  readonly ids: readonly number[];
  readonly formerIds: readonly string[];
  readonly emails: readonly string[];
  readonly usernames: readonly string[];
}

const takenSchema = z.object({
  id: z.int(),
  formerId: z.nullable(z.string()),
  email: z.nullable(z.string()),
  username: z.nullable(z.string()),
});

export type TakenNames = z.output<typeof takenSchema>;

// One query per index: an `or` of four lists would read the whole table for every batch.
const selectTaken = `
  select id, former_id as "formerId", email, username from "USERS" where id in (
    select id from "USERS" where id in (select unnest($1::integer[]))
    union all select id from "USERS" where former_id in (select unnest($2::text[]))
    union all select id from "USERS" where email in (select unnest($3::text[]))
    union all select id from "USERS" where username in (select unnest($4::text[])))`;

const insertAll = `
  insert into "USERS" (former_id, id, name, surname, email, username, hashed_password,
    phone_number, type_client, created_at)
  overriding system value
  select former_id, id, name, surname, email, username, hashed_password, phone_number, type_client,
    coalesce(created_at::timestamptz, now())
  from unnest($1::text[], $2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
    $8::text[], $9::integer[], $10::text[]) as a (former_id, id, name, surname, email, username,
    hashed_password, phone_number, type_client, created_at)`;

/** Writes imported accounts, in the caller's transaction. */
export function createImportedAccounts(transaction: Queryable) {
  return {
    /** Sign-ups and password changes wait until the transaction ends; sessions continue. */
    lock: () => transaction.script('lock table "USERS" in share row exclusive mode'),
    largestId: async (): Promise<number> => {
      const rows = await transaction.query('select coalesce(max(id), 0) as largest from "USERS"');
      return readFirst(z.object({ largest: z.int() }), rows)?.largest ?? 0;
    },
    /** The rows of "USERS" that have one of these. */
    taken: async ({ ids, formerIds, emails, usernames }: Names): Promise<readonly TakenNames[]> =>
      readRows(
        takenSchema,
        await transaction.query(selectTaken, [ids, formerIds, emails, usernames]),
      ),
    insert: async (accounts: readonly ImportedAccount[]): Promise<void> => {
      await transaction.query(insertAll, [
        accounts.map((account) => account.formerId),
        accounts.map((account) => account.id),
        accounts.map((account) => account.name),
        accounts.map((account) => account.surname),
        accounts.map((account) => account.email),
        accounts.map((account) => account.username),
        accounts.map((account) => account.hashedPassword),
        accounts.map((account) => account.phoneNumber),
        accounts.map((account) => account.typeClient),
        accounts.map((account) => account.createdAt),
      ]);
    },
    /** The next sign-up gets a higher id than all of these. */
    continueIds: async (): Promise<void> => {
      await transaction.query(
        `select setval(pg_get_serial_sequence('"USERS"', 'id'),
           greatest((select max(id) from "USERS"), (select last_value from "USERS_id_seq")))`,
      );
    },
  };
}
