insert into t values (1, 'x'), (20, 'z');
