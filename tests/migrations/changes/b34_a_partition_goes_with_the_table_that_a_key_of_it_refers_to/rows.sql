insert into v values (1);
insert into up values (1, 1, 'calm'), (11, 1, 'calm');
insert into w values (11);
