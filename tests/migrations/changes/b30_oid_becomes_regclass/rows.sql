insert into t values (1259, 'pg_type', '{23,0,null}', 'now'), (4294967295, '-', '{}', null);
