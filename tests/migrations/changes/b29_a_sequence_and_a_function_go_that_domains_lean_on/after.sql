insert into t (b) values ('y');
