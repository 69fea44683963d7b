insert into new.u values (2);
