insert into m (n) values (1);
insert into a (n) values (1);
