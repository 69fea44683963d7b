insert into t values ('y', 'z');
