insert into t values (4, 8), (5, 7);
