insert into cms.t (b) values ('y');
