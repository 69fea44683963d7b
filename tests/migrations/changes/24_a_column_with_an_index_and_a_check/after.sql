insert into t (b) values (2);
