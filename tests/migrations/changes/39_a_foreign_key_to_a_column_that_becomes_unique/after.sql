insert into author values (2, 'y');
insert into book values ('y');
