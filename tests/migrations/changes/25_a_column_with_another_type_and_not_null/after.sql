insert into t (b) values ('longer than ten characters');
