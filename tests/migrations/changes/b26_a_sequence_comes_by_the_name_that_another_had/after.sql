insert into u default values;
do $$ begin assert (select (u.*)::text from u where id = 3) is not null; end $$;
