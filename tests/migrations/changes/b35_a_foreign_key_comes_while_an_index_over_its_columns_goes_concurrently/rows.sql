insert into v values (1, 2, 2);
