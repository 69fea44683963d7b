insert into t values ('longer than ten characters');
