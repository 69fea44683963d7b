insert into t (a) values (3);
insert into u values (1);
