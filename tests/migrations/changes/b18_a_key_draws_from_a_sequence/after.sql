insert into t default values;
insert into t default values;
do $$ begin assert (select (t.*)::text from t order by id desc limit 1) = '(10,11)'; end $$;
