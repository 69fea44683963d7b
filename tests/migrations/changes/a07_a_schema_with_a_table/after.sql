insert into new.t default values;
