insert into t values (2, 3000000000, 1);
