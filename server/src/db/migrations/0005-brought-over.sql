-- Accounts brought over from another deployment: the id they had there, so that none comes twice.
alter table "USERS" add column former_id text;
create unique index users_former_id on "USERS" (former_id) where former_id is not null;

-- There an account may have no e-mail, or no username.
alter table "USERS" alter column email drop not null, alter column username drop not null;
