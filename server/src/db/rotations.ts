import DataLoader from 'dataloader';
import { DatabaseUnavailable, type Queryable } from './database.ts';

/** SHA-256 of a token presented, and of the successor derived from it. */
export interface TokenPair {
  readonly presented: Buffer;
  readonly successor: Buffer;
}

/** A token's new life. `issuedAt` and `now`: the database's clock, epoch seconds. */
export interface RotatedToken {
  readonly sessionId: string;
  readonly userId: number;
  readonly issuedAt: number;
  readonly now: number;
}

/** Tokens in one statement, at most, so that none of them waits long for the others. */
const largestBatch = 100;

// One statement: of any number of concurrent rotations of a token its row's lock lets one through,
// and the others find `rotated_at` set. A select before the update would let several through. Rows
// are locked in the order of `asked`, the same in every instance, or two could wait for each other.
// The limit leaves nothing out: it has the planner expect one row instead of ten, and so look each
// token up by its index, however small the tables were when the plan was made.
export const rotateStatement = `
  with asked as (
    select * from unnest($1::bytea[], $2::bytea[]) with ordinality as a (presented, successor, place)
    order by presented limit cardinality($1::bytea[])
  ), rotated as (
    update "TOKENS" t set rotated_at = now()
    from asked a, "SESSIONS" s
    where t.token_hash = a.presented and t.rotated_at is null and t.expires_at > now()
      and s.id = t.session_id and s.revoked_at is null
    returning a.place, a.successor, t.session_id, t.counter, s.user_id
  ), stored as (
    insert into "TOKENS" (session_id, counter, token_hash, expires_at)
    select session_id, counter + 1, successor, now() + make_interval(secs => $3) from rotated
  )
  select place::integer, session_id as "sessionId", user_id as "userId",
    floor(extract(epoch from now()))::integer as "issuedAt",
    floor(extract(epoch from now()))::integer as "now"
  from rotated`;

/**
 * Rotates tokens that live and were not rotated yet; null for any other. Those asked for in the same
 * turn of the event loop share a statement: one round trip and one commit for all of them.
 */
export function createRotator(database: Queryable, tokenSeconds: number) {
  async function together(pairs: readonly TokenPair[]): Promise<(RotatedToken | null)[]> {
    const rows = await database.query<RotatedToken & { readonly place: number }>(rotateStatement, [
      pairs.map(({ presented }) => presented),
      pairs.map(({ successor }) => successor),
      tokenSeconds,
    ]);
    const byPlace = new Map(rows.map(({ place, ...token }) => [place, token]));
    return pairs.map((_pair, index) => byPlace.get(index + 1) ?? null);
  }

  const loader = new DataLoader<TokenPair, RotatedToken | null>(
    async (pairs) => {
      try {
        return await together(pairs);
      } catch (error) {
        // A row that can't be stored must not fail the others; a database that is away fails all.
        if (pairs.length === 1 || error instanceof DatabaseUnavailable) throw error;
        const settled = await Promise.allSettled(pairs.map((pair) => together([pair])));
        return settled.map((one) =>
          one.status === 'fulfilled' ? (one.value[0] ?? null) : (one.reason as Error),
        );
      }
    },
    { cache: false, maxBatchSize: largestBatch, batchScheduleFn: setImmediate },
  );
  return (pair: TokenPair): Promise<RotatedToken | null> => loader.load(pair);
}
