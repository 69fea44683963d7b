insert into t values (1, 'Ab'); insert into u values ('Ab');
