insert into v values (2, 3, 2);
