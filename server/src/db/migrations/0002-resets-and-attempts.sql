-- Links of forgotten passwords, by the token's SHA-256 only.
create table "PASSWORD_RESETS" (
  token_hash bytea primary key,
  user_id integer not null references "USERS" (id) on delete cascade,
  expires_at timestamptz not null
);
create index password_resets_user on "PASSWORD_RESETS" (user_id);

-- Recent attempts by account or by address, under a keyed hash: nobody can read from here who
-- tried. `free_at`: when the next one is let through.
create table "ATTEMPTS" (
  key bytea primary key,
  count integer not null,
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index attempts_age on "ATTEMPTS" (last_at);
