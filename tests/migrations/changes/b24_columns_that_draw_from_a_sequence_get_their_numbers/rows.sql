insert into t values (1, '17', null), (2, '18', 4);
