insert into post values (1, 'a', 'b', 'c');
