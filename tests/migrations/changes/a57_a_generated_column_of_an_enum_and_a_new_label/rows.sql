insert into t (id, a) values (1, 3), (2, 0);
