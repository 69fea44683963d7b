insert into t default values;
insert into u default values;
do $$ begin assert (select max(id) from t) = 10 and (select (u.*)::text from u where own = 50) = '(11,50,,12,13,14)'; end $$;
