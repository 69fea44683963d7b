insert into t values (null, null);
