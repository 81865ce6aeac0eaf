import type { Queryable } from './database.ts';

export interface AttemptDelays {
  /** After the first attempt that is not free; doubles with each further one. */
  readonly delaySeconds: number;
  readonly longestDelaySeconds: number;
  /** After so many seconds without an attempt the count starts anew. */
  readonly memorySeconds: number;
}

// Counted and judged in one statement, so that parallel attempts can't share a free place.
// `now()` is when a statement began, which can be before the row it waited for was written.
// One that comes too early is not counted: impatience makes nobody wait longer.
const claimStatement = `
  with attempt as (
    insert into "ATTEMPTS" as a (key, count, last_at, free_at)
    values ($1::bytea, 1, clock_timestamp(), clock_timestamp())
    on conflict (key) do update set
      count = case when a.last_at < now() - make_interval(secs => $5) then 1 else a.count + 1 end,
      last_at = clock_timestamp(),
      free_at = case
        when a.last_at < now() - make_interval(secs => $5) or a.count + 1 <= $2::integer then clock_timestamp()
        else clock_timestamp() + make_interval(
          secs => least($4::float8, $3::float8 * power(2, least(a.count - $2::integer, 30))))
      end
    where a.free_at <= clock_timestamp()
    returning true
  )
  select case when exists (select from attempt) then 0 else coalesce(
    (select greatest(1, ceil(extract(epoch from free_at - clock_timestamp()))) from "ATTEMPTS"
      where key = $1::bytea), 1) end::integer as "waitSeconds"`;

/** Attempts, shared by all instances through the database. */
export function createAttemptsRepository(database: Queryable, delays: AttemptDelays) {
  return {
    /** Takes the next place of `key`, `free` of them without delay: 0, or the whole seconds until there is one. */
    claim: async (key: Buffer, free: number): Promise<number> => {
      const [row] = await database.query<{ readonly waitSeconds: number }>(claimStatement, [
        key,
        free,
        delays.delaySeconds,
        delays.longestDelaySeconds,
        delays.memorySeconds,
      ]);
      return row?.waitSeconds ?? 1;
    },
    /** Forgets `account`, and takes one attempt back from `address`. */
    forgive: async (account: Buffer, address: Buffer): Promise<void> => {
      await database.query(
        `with forgotten as (delete from "ATTEMPTS" where key = $1::bytea)
         update "ATTEMPTS" set count = greatest(0, count - 1), free_at = now()
         where key = $2::bytea`,
        [account, address],
      );
    },
    deleteOld: async (): Promise<void> => {
      await database.query(
        `delete from "ATTEMPTS" where last_at < now() - make_interval(secs => $1)
           and free_at < now()`,
        [delays.memorySeconds],
      );
    },
  };
}

export type AttemptsRepository = ReturnType<typeof createAttemptsRepository>;
