insert into t values (1, null);
insert into u values (null, 1);
