insert into author values (2147483648);
insert into book values (2, 2147483648);
