insert into writer values (2, 'y');
insert into book values (2);
