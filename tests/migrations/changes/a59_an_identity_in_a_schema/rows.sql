insert into cms.t values (4, 'x');
