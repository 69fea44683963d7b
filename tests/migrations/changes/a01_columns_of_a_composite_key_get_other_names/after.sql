insert into t (d, e) values (1, 3);
