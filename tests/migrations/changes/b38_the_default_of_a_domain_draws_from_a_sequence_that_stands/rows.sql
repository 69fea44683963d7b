insert into t values (1, 7), (2, 8);
select setval('s', 20);
