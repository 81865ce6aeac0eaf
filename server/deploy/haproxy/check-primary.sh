#!/bin/sh
# haproxy's check: whether the node at $3:$4 is a primary that can commit. A primary that waits for a
# standby which it hasn't got can't: that standby may have taken its place.
export PGHOST="$3" PGPORT="$4" PGUSER=haproxy PGDATABASE=postgres
answer=$(psql --no-psqlrc --no-password --tuples-only --no-align --command "
  select not pg_is_in_recovery() and (
    current_setting('synchronous_standby_names') = ''
    or exists (select from pg_stat_replication where sync_state in ('sync', 'quorum')))")
test "$answer" = t
