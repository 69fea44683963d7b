insert into author values (1); insert into t values (1, 2, 1);
