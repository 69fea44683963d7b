insert into t (id, b) values (3, 'z');
