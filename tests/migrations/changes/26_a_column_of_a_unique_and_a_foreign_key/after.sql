insert into author (sign) values ('y');
insert into book values ('y');
