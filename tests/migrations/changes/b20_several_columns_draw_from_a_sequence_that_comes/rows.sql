insert into t values (1), (9);
insert into u values (7, 8), (8, null);
