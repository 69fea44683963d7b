insert into w values (2);
