insert into t (b) values ('z'); select setval(pg_get_serial_sequence('t', 'id'), 3000000000); insert into t (b) values ('zz');
