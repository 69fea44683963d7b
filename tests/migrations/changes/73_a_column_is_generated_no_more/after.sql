insert into t values (2, 4, 5);
