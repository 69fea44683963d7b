insert into t values (12);
