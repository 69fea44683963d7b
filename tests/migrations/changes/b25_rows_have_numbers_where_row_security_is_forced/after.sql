insert into t default values;
insert into u (a) values (1);
