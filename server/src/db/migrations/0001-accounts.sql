create table "USERS" (
  id integer generated always as identity primary key,
  name text not null,
  surname text not null,
  email text not null constraint users_email_unique unique,
  username text not null constraint users_username_unique unique,
  hashed_password text not null,
  phone_number text,
  type_client integer not null default 0,
  created_at timestamptz not null default now()
);

-- One sign-in on one device: the family of the refresh tokens that follow from it.
-- A token is alive while its session is, so ending a session is one write that no
-- concurrent rotation can slip past.
create table "SESSIONS" (
  id uuid primary key,
  user_id integer not null references "USERS" (id) on delete cascade,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_because text check (revoked_because in ('logout', 'password-reset', 'replay')),
  check ((revoked_at is null) = (revoked_because is null))
);
create index sessions_user on "SESSIONS" (user_id);

-- Refresh tokens, by their SHA-256 only.
create table "TOKENS" (
  session_id uuid not null references "SESSIONS" (id) on delete cascade,
  counter integer not null,
  token_hash bytea not null constraint tokens_hash_unique unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  rotated_at timestamptz,
  primary key (session_id, counter)
);
create index tokens_expiry on "TOKENS" (expires_at);

create table "SECURITY_EVENTS" (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null default now(),
  kind text not null,
  user_id integer references "USERS" (id) on delete cascade,
  session_id uuid
);
