insert into u (b) values (2);
