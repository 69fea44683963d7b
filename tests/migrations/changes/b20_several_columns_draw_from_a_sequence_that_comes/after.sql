insert into t default values;
insert into u default values;
insert into v default values;
do $$ begin assert (select max(id) from t) = 10 and (select array[max(id)::bigint, max(a)] from u) = '{11,12}' and (select id from v) = 13; end $$;
