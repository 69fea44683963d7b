insert into t values (5); insert into u values (7);
