insert into t values ('pg_class', 1259);
