-- Makes the standby that it runs on the primary, which from then on waits for no standby.
alter system set synchronous_standby_names = '';
select pg_reload_conf();
select pg_promote();
