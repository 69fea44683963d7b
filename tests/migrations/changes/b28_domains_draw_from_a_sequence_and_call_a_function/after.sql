insert into t (b) values ('y');
do $$ begin assert (select a from t where b = 'y') = 2; end $$;
