import * as z from 'zod/mini';
import type { Queryable } from '../database.ts';
import { readFirst } from './rows.ts';

export interface AttemptDelays {
  /**
   * The delay after the first attempt that is not free, in seconds; it doubles with each further
   * one.
   */
  readonly delaySeconds: number;
  readonly longestDelaySeconds: number;
  /** After this many seconds without an attempt the count starts again. */
  readonly memorySeconds: number;
}

/** A bucket of `burst` attempts, of which one comes back every `intervalSeconds`. */
export interface Bucket {
  readonly burst: number;
  readonly intervalSeconds: number;
}

// Counts and decides in one statement, so that parallel attempts cannot use the same free place.
// `now()` is the time when a statement began, which can be before the row it waited for was
// written. An attempt that comes too early is not counted, so trying early does not make the wait
// longer.
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

// A bucket is stored as one time: when it will be full again. Each attempt moves it by one
// interval.
const takeStatement = `
  with attempt as (
    insert into "ATTEMPTS" as a (key, count, last_at, free_at)
    values ($1::bytea, 1, clock_timestamp(), clock_timestamp() + make_interval(secs => $3))
    on conflict (key) do update set
      count = a.count + 1,
      last_at = clock_timestamp(),
      free_at = greatest(a.free_at, clock_timestamp()) + make_interval(secs => $3)
    where $4::boolean
      or a.free_at <= clock_timestamp() + make_interval(secs => ($2::float8 - 1) * $3::float8)
    returning true
  )
  select case when exists (select from attempt) then 0 else coalesce(
    (select greatest(1, ceil(extract(epoch from free_at - clock_timestamp()) - ($2::float8 - 1) * $3::float8))
      from "ATTEMPTS" where key = $1::bytea), 1) end::integer as "waitSeconds"`;

const waitStatement = `
  select greatest(0, ceil(
    extract(epoch from free_at - clock_timestamp()) - ($2::float8 - 1) * $3::float8))::integer as "waitSeconds"
  from "ATTEMPTS" where key = $1::bytea`;

const waitSchema = z.object({ waitSeconds: z.int() });

/** Attempts, shared by all instances through the database. */
export function createAttemptsRepository(database: Queryable, delays: AttemptDelays) {
  async function take(key: Buffer, bucket: Bucket, isForced: boolean): Promise<number> {
    const rows = await database.query(takeStatement, [
      key,
      bucket.burst,
      bucket.intervalSeconds,
      isForced,
    ]);
    return readFirst(waitSchema, rows)?.waitSeconds ?? 1;
  }

  return {
    /**
     * Takes the next place of `key`; the first `free` are without delay. Returns 0, or the whole
     * seconds until there is a place.
     */
    claim: async (key: Buffer, free: number): Promise<number> => {
      const rows = await database.query(claimStatement, [
        key,
        free,
        delays.delaySeconds,
        delays.longestDelaySeconds,
        delays.memorySeconds,
      ]);
      return readFirst(waitSchema, rows)?.waitSeconds ?? 1;
    },
    /** Takes one attempt from a bucket. Returns 0, or the whole seconds until there is one. */
    take: (key: Buffer, bucket: Bucket): Promise<number> => take(key, bucket, false),
    /** Counts an attempt in a bucket, even if none is left. */
    count: async (key: Buffer, bucket: Bucket): Promise<void> => {
      await take(key, bucket, true);
    },
    /** The whole seconds until a bucket has an attempt left; takes none. */
    waitFor: async (key: Buffer, bucket: Bucket): Promise<number> => {
      const rows = await database.query(waitStatement, [key, bucket.burst, bucket.intervalSeconds]);
      return readFirst(waitSchema, rows)?.waitSeconds ?? 0;
    },
    /** Puts one attempt back into a bucket. */
    putBack: async (key: Buffer, bucket: Bucket): Promise<void> => {
      await database.query(
        `update "ATTEMPTS" set free_at = free_at - make_interval(secs => $2) where key = $1::bytea`,
        [key, bucket.intervalSeconds],
      );
    },
    forget: async (key: Buffer): Promise<void> => {
      await database.query('delete from "ATTEMPTS" where key = $1::bytea', [key]);
    },
    /** Returns a claimed place, because the attempt was not made. */
    unclaim: async (key: Buffer): Promise<void> => {
      await database.query(
        `update "ATTEMPTS" set count = greatest(0, count - 1), free_at = now() where key = $1::bytea`,
        [key],
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
