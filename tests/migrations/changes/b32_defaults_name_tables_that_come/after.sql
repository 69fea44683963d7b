insert into a (n) values (1);
insert into z (n) values (1);
