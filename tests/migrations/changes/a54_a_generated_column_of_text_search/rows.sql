insert into t values (1, 'some words');
