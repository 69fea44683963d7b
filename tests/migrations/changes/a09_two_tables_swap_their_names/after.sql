insert into b values (2);
insert into a values ('y');
