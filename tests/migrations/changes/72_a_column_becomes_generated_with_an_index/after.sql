insert into t (id, a) values (2, 4);
