insert into author values ('x');
insert into book values ('x');
