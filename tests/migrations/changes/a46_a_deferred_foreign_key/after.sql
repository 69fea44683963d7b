begin;
insert into book values (2);
insert into author values (2);
commit;
