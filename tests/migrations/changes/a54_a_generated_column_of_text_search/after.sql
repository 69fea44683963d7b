insert into t values (2, 'more words');
