insert into t values (2147483647);
