insert into t values (1), (2);
insert into u values (7, 90, '{91}', 8, 9), (null, 92, null, 3, 4);
