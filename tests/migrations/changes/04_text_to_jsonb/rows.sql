insert into t values ('{}');
