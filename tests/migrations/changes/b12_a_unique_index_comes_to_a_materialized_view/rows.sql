insert into t values (1, 'x'), (2, 'x'); refresh materialized view m;
