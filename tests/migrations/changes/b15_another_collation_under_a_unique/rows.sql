insert into t values ('ä'), ('Ä');
