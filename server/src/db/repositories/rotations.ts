import * as z from 'zod/mini';
import type { Queryable } from '../database.ts';
import { createBatcher } from './batches.ts';
import { readRows } from './rows.ts';

/**
 * A refresh token that was presented: its session, its SHA-256 and the SHA-256 of its successor.
 */
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

/** The new token's life. `issuedAt` and `now` are epoch seconds of the database's clock. */
export type RotatedToken = Omit<Readonly<z.output<typeof rotatedSchema>>, 'place'>;

// One statement: if a token is rotated several times at once, the lock of its row lets one rotation
// through, and the others find another live token. A select before the update would let several
// through. Rows are locked in the order of `asked`, which is the same in every instance, so that
// two statements cannot wait for each other. The limit excludes no row: it makes the planner expect
// one row instead of ten, so that it looks up each session by its key even if the table was small
// when the plan was made.
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
 * Rotates tokens that are the live ones of their sessions; null for any other. Those of the same
 * moment share a statement (batches.ts).
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

  return createBatcher(together);
}
