insert into own.t default values;
insert into own.t values ('a', '{a}');
