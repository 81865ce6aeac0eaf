import { userColumns } from './user-row.ts';

// Locks the account's row and checks the hash: a password that is being reset opens no session.
export const openStatement = `
  with account as (
    select id from "USERS" where id = $2 and hashed_password = $6 for share
  )
  insert into "SESSIONS" (id, user_id, live_hash, expires_at, client)
  select $1::uuid, id, $3::bytea, now() + make_interval(secs => $4), $5 from account
  returning floor(extract(epoch from live_since))::integer as "issuedAt"`;

export const openFirstStatement = `
  insert into "SESSIONS" (id, user_id, live_hash, expires_at, client)
  values ($1::uuid, $2, $3::bytea, now() + make_interval(secs => $4), $5)
  returning floor(extract(epoch from live_since))::integer as "issuedAt"`;

/**
 * What happens to a token that is not the live one ($2; its successor is $3). The predecessor is
 * accepted as long as the live token was never used, and the one before it during the grace period
 * after that use. $6 and $7: whether we signed the token, and its counter; older tokens of ours
 * were already used.
 */
export const judgeStatement = `
  select s.id as "sessionId", s.user_id as "userId",
    floor(extract(epoch from case when s.predecessor_hash = $2::bytea
      then s.live_since else coalesce(s.predecessor_since, s.live_since) end))::integer as "issuedAt",
    floor(extract(epoch from now()))::integer as "now",
    case
      when s.revoked_at is not null or s.expires_at <= now() then 'refused'
      when s.live_hash = $2::bytea then 'unrotated'
      when s.predecessor_hash = $2::bytea then case
        when s.live_since <= now() - make_interval(secs => $5) then 'replayed'
        -- Another hash: the server's key has changed, so the first answer cannot be given again.
        when s.live_hash = $3::bytea then 'repeated'
        else 'refused' end
      when s.predecessor_hash = $3::bytea then case
        when s.live_since > now() - make_interval(secs => $4) then 'repeated' else 'replayed' end
      when $6::boolean and $7::integer < s.counter then 'replayed'
      else 'refused'
    end as verdict
  from "SESSIONS" s where s.id = $1::uuid`;

export const endReplayedStatement = `
  with ended as (
    update "SESSIONS" set revoked_at = now(), revoked_because = 'replay'
    where id = $1::uuid and revoked_at is null
    returning id, user_id
  ), event as (
    insert into "SECURITY_EVENTS" (kind, user_id, session_id)
    select 'refresh-token-replayed', user_id, id from ended
  )
  select id from ended`;

/**
 * Any token of the session is accepted: one of the two stored, or an older one that we signed ($3).
 */
export const endByTokenStatement = `
  update "SESSIONS" set revoked_at = now(), revoked_because = 'logout'
  where id = $1::uuid and revoked_at is null
    and ($3::boolean or live_hash = $2::bytea or predecessor_hash = $2::bytea)`;

export const listStatement = `
  select id, created_at as "createdAt", live_since as "lastUsedAt", client from "SESSIONS"
  where user_id = $1 and revoked_at is null and expires_at > now()
  order by live_since desc, id`;

// A range of the table in the order of its key: there is no index on the expiry, because each
// refresh changes it.
export const cleanStatement = `
  with slice as materialized (
    select id, expires_at from "SESSIONS" where id > $1::uuid order by id limit $2
  ), gone as (
    delete from "SESSIONS" s using slice
    where s.id = slice.id and slice.expires_at <= now() and s.expires_at <= now()
  )
  select id from slice order by id desc limit 1`;

// The limit excludes no row: it makes the planner expect few rows, so that it looks up each by its
// key even if the tables were small when the plan was made.
export const usersStatement = `
  select s.id as "sessionId", ${userColumns}
  from "SESSIONS" s join "USERS" u on u.id = s.user_id
  where s.id = any($1::uuid[]) and s.revoked_at is null
  limit cardinality($1::uuid[])`;
