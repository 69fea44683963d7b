insert into t values ('a'), ('c');
