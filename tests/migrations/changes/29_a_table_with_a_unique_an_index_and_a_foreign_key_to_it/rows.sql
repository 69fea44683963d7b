insert into author values (1, 'x');
insert into book values (1);
