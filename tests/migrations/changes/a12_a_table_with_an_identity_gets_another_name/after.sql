insert into u (b) values ('y');
