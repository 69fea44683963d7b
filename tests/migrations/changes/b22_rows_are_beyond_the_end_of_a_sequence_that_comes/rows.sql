insert into t values (32768);
