insert into t (id, a) values (3, 1);
