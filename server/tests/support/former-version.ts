import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../src/db/database.ts';

// The statements of the version before migration 0004, as its instances send them while they are
// exchanged for newer ones.

const rotateStatement = `
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
  select place::integer, session_id as "sessionId", user_id as "userId" from rotated`;

const judgeStatement = `
  select case
      when s.revoked_at is not null or t.expires_at <= now() then 'refused'
      when t.rotated_at is null then 'unrotated'
      when n.rotated_at > now() - make_interval(secs => $3)
        or (n.rotated_at is null and t.rotated_at > now() - make_interval(secs => $4))
      then case when n.token_hash = $2::bytea then 'repeated' else 'refused' end
      else 'replayed'
    end as verdict
  from "TOKENS" t
  join "SESSIONS" s on s.id = t.session_id
  left join "TOKENS" n on n.session_id = t.session_id and n.counter = t.counter + 1
  where t.token_hash = $1::bytea`;

const openStatement = `
  with account as (
    select id from "USERS" where id = $2 for share
  ), session as (
    insert into "SESSIONS" (id, user_id) select $1::uuid, id from account returning id
  ), token as (
    insert into "TOKENS" (session_id, counter, token_hash, expires_at)
    select id, 0, $3::bytea, now() + make_interval(secs => $4) from session
  )
  select id from session`;

const cleanStatement = `
  with gone as (
    delete from "TOKENS" where (session_id, counter) in (
      select session_id, counter from "TOKENS" where expires_at <= now()
      limit 10000 for update skip locked)
    returning session_id
  )
  delete from "SESSIONS" s where s.id in (select session_id from gone)
    and not exists (select from "TOKENS" t where t.session_id = s.id and t.expires_at > now())`;

const monthSeconds = 30 * 24 * 3600;

export const hashOf = (token: string) => createHash('sha256').update(token).digest();

/** What an instance of the version before does with refresh tokens. */
export function createFormerVersion(database: Database) {
  return {
    open: async (userId: number, token: string, sessionId: string = randomUUID()) => {
      await database.query(openStatement, [sessionId, userId, hashOf(token), monthSeconds]);
    },
    /** Whether the token was the live one. */
    rotate: async (token: string, successor: string): Promise<boolean> => {
      const values = [[hashOf(token)], [hashOf(successor)], monthSeconds];
      return (await database.query(rotateStatement, values)).length === 1;
    },
    judge: async (token: string, successor: string) => {
      const values = [hashOf(token), hashOf(successor), 10, 24 * 3600];
      const rows = await database.query<{ readonly verdict: string }>(judgeStatement, values);
      return rows[0]?.verdict ?? 'refused';
    },
    clean: async () => {
      await database.query(cleanStatement);
    },
  };
}
