insert into a values (1, null);
insert into b values (1, 1);
insert into tree values (1, 1);
