insert into t values (1, 'Ab'), (2, 'ab');
