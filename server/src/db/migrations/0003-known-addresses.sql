-- Addresses from which an account was signed in to, under a keyed hash like those of "ATTEMPTS".
-- What others try elsewhere never keeps these waiting.
create table "KNOWN_ADDRESSES" (
  user_id integer not null references "USERS" (id) on delete cascade,
  address_key bytea not null,
  last_at timestamptz not null default now(),
  primary key (user_id, address_key)
);
create index known_addresses_age on "KNOWN_ADDRESSES" (last_at);
