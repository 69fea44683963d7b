insert into t default values;
do $$ begin assert (select (t.*)::text from t where id > 5) = '(9,10,11)'; end $$;
