insert into t (d, e) values (2, 'y');
