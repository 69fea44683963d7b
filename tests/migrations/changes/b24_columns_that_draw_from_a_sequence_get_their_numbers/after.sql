insert into t (id) values (3);
do $$ begin assert (select (t.*)::text from t where id = 3) = '(3,19,51,52,7.00,20)'; end $$;
