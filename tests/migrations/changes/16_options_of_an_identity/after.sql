insert into t (b) values ('z');
insert into t values (500, 'given');
