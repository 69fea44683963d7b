insert into t default values;
insert into t values (2147483648);
