insert into t default values;
insert into u default values;
do $$ begin assert (select min(id) from t) = -4 and (select id from u) = 100; end $$;
