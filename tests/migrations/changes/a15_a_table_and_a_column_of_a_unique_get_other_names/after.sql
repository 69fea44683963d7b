insert into u values ('y');
