insert into old.u values (1);
