insert into t (a) values (4);
do $$ begin assert (select max(id) from t) = 4; end $$;
