set session_replication_role = replica; alter table t drop constraint t_c; insert into t values (-1); alter table t add constraint t_c check ("a" > 0) not valid;
