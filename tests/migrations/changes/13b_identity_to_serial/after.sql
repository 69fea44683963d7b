insert into t (b) values ('z');
