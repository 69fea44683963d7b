insert into t values ('(c,3)', '{}');
