-- On the first primary, once, in the database postgres. Give both a password: \password replicator
create role replicator login replication;
-- What pg_rewind reads.
grant execute on function pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean),
  pg_read_binary_file(text), pg_read_binary_file(text, bigint, bigint, boolean) to replicator;
-- For the proxy's check, which looks for a standby.
create role haproxy login in role pg_monitor;
