insert into t values (';');
