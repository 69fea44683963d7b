insert into book values (2);
