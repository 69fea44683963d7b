insert into d values (2);
insert into e values (2);
