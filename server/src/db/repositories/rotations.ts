import DataLoader from 'dataloader';
import * as z from 'zod/mini';
import { DatabaseUnavailable, type Queryable } from '../database.ts';
import { readRows } from './rows.ts';

/** A refresh token presented, by its session and its SHA-256, and its successor's SHA-256. */
export interface TokenPair {
  readonly sessionId: string;
  readonly presented: Buffer;
  readonly successor: Buffer;
}

const rotatedSchema = z.object({
  place: z.int(),
  sessionId: z.string(),
  userId: z.int(),
  issuedAt: z.int(),
  now: z.int(),
});

/** A token's new life. `issuedAt` and `now`: the database's clock, epoch seconds. */
export type RotatedToken = Omit<Readonly<z.output<typeof rotatedSchema>>, 'place'>;

/** Tokens in one statement, at most, so that none of them waits long for the others. */
const largestBatch = 100;

// One statement: of any number of concurrent rotations of a token its row's lock lets one through,
// and the others find another live token. A select before the update would let several through.
// Rows are locked in the order of `asked`, the same in every instance, or two could wait for each
// other. The limit leaves nothing out: it has the planner expect one row instead of ten, and so look
// each session up by its key, however small the table was when the plan was made.
export const rotateStatement = `
  with asked as (
    select * from unnest($1::uuid[], $2::bytea[], $3::bytea[]) with ordinality
      as a (session_id, presented, successor, place)
    order by session_id limit cardinality($1::uuid[])
  )
  update "SESSIONS" s set
    counter = s.counter + 1,
    predecessor_hash = s.live_hash,
    predecessor_since = s.live_since,
    live_hash = a.successor,
    live_since = now(),
    expires_at = now() + make_interval(secs => $4)
  from asked a
  where s.id = a.session_id and s.live_hash = a.presented
    and s.revoked_at is null and s.expires_at > now()
  returning a.place::integer, s.id as "sessionId", s.user_id as "userId",
    floor(extract(epoch from now()))::integer as "issuedAt",
    floor(extract(epoch from now()))::integer as "now"`;

/**
 * Rotates tokens that are the live ones of their sessions; null for any other. Those asked for in
 * the same turn of the event loop share a statement: one round trip and one commit for all of them.
 */
export function createRotator(database: Queryable, tokenSeconds: number) {
  async function together(pairs: readonly TokenPair[]): Promise<(RotatedToken | null)[]> {
    const rows = await database.query(rotateStatement, [
      pairs.map(({ sessionId }) => sessionId),
      pairs.map(({ presented }) => presented),
      pairs.map(({ successor }) => successor),
      tokenSeconds,
    ]);
    const rotated = readRows(rotatedSchema, rows);
    const byPlace = new Map(rotated.map(({ place, ...token }) => [place, token]));
    return pairs.map((_pair, index) => byPlace.get(index + 1) ?? null);
  }

  const loader = new DataLoader<TokenPair, RotatedToken | null>(
    async (pairs) => {
      try {
        return await together(pairs);
      } catch (error) {
        // A row that can't be stored must not fail the others; a database that is away fails all.
        if (pairs.length === 1 || error instanceof DatabaseUnavailable) {
          throw error;
        }
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
