insert into t (b) values ('x'), ('y');
