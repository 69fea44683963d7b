insert into t values (2, 'a'); select a from v;
