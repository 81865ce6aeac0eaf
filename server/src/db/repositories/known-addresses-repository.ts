import type { Queryable } from '../database.ts';

/** The addresses from which each account was signed in to, as keyed hashes. */
export function createKnownAddressesRepository(database: Queryable, memorySeconds: number) {
  return {
    isKnown: async (userId: number, addressKey: Buffer): Promise<boolean> => {
      const rows = await database.query(
        `select from "KNOWN_ADDRESSES" where user_id = $1 and address_key = $2::bytea
           and last_at > now() - make_interval(secs => $3)`,
        [userId, addressKey, memorySeconds],
      );
      return rows.length > 0;
    },
    /** Ignored if the account is gone. */
    remember: async (userId: number, addressKey: Buffer): Promise<void> => {
      await database.query(
        `insert into "KNOWN_ADDRESSES" as k (user_id, address_key)
         select id, $2::bytea from "USERS" where id = $1
         on conflict (user_id, address_key) do update set last_at = now()
         where k.last_at < now() - interval '1 day'`,
        [userId, addressKey],
      );
    },
    deleteOld: async (): Promise<void> => {
      await database.query(
        'delete from "KNOWN_ADDRESSES" where last_at < now() - make_interval(secs => $1)',
        [memorySeconds],
      );
    },
  };
}

export type KnownAddressesRepository = ReturnType<typeof createKnownAddressesRepository>;
