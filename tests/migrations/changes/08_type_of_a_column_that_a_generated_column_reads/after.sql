insert into t (id, a) values (3, 3000000000);
