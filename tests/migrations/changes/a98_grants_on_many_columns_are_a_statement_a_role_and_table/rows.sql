insert into post values (1, 'x', 'y', 3);
