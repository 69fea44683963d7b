insert into t (b) values ('y');
insert into t values (100, 'z');
