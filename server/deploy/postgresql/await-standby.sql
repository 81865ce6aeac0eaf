-- On the primary, once its new standby streams: it waits for the standby again.
alter system reset synchronous_standby_names;
select pg_reload_conf();
