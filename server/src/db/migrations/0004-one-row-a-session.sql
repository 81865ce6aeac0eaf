-- A session keeps its live refresh token, the one before it and a counter: each older token is
-- recognised by its signature and its counter, so none of them needs a row.
lock table "SESSIONS", "TOKENS" in access exclusive mode;

alter table "SESSIONS"
  add column counter integer not null default 0,
  add column live_hash bytea,
  add column live_since timestamptz not null default now(),
  add column predecessor_hash bytea,
  add column predecessor_since timestamptz,
  add column expires_at timestamptz not null default now(),
  -- What the client calls itself, cut short; null where it does not say.
  add column client text,
  drop constraint "SESSIONS_revoked_because_check",
  add constraint sessions_revoked_because check (revoked_because in
    ('logout', 'password-reset', 'replay', 'password-change', 'ended-by-owner'));

update "SESSIONS" s set
  counter = live.counter,
  live_hash = live.token_hash,
  live_since = live.created_at,
  expires_at = live.expires_at,
  predecessor_hash = former.token_hash,
  predecessor_since = former.created_at
from (select distinct on (session_id) * from "TOKENS" order by session_id, counter desc) live
left join "TOKENS" former
  on former.session_id = live.session_id and former.counter = live.counter - 1
where s.id = live.session_id;

delete from "SESSIONS" where live_hash is null;
drop table "TOKENS";

-- No index holds what a refresh changes, so that with this room a refresh changes no index.
alter table "SESSIONS" set (fillfactor = 70);

-- For instances of the version before, while they are exchanged: their statements find both tokens
-- where they were, and what they write goes into the session's row.
create view "TOKENS" as
  select s.id as session_id, t.counter, t.token_hash, t.created_at, s.expires_at, t.rotated_at
  from "SESSIONS" s cross join lateral (values
    (s.counter, s.live_hash, s.live_since, null::timestamptz),
    (s.counter - 1, s.predecessor_hash, s.predecessor_since, s.live_since)
  ) as t (counter, token_hash, created_at, rotated_at)
  where t.token_hash is not null;

create function tokens_rotated() returns trigger language plpgsql as $$
begin
  update "SESSIONS" set
    counter = counter + 1,
    predecessor_hash = live_hash,
    predecessor_since = live_since,
    live_hash = null,
    live_since = now()
  where id = old.session_id and live_hash = old.token_hash and revoked_at is null;
  if not found then return null; end if;
  return new;
end $$;
create trigger tokens_rotated instead of update on "TOKENS"
  for each row execute function tokens_rotated();

create function tokens_stored() returns trigger language plpgsql as $$
begin
  update "SESSIONS" set live_hash = new.token_hash, expires_at = new.expires_at
  where id = new.session_id and live_hash is null;
  if not found then return null; end if;
  return new;
end $$;
create trigger tokens_stored instead of insert on "TOKENS"
  for each row execute function tokens_stored();

-- Their clean-up deletes the session itself right after.
create function tokens_deleted() returns trigger language plpgsql as $$
begin
  return old;
end $$;
create trigger tokens_deleted instead of delete on "TOKENS"
  for each row execute function tokens_deleted();
