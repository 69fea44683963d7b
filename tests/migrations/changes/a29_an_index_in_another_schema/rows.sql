insert into cms.t values (1);
