insert into author values (1, 3);
