insert into v values (2);
