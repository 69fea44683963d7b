insert into up values (12, 5);
do $$ begin assert (select count(*) from up) = 2; end $$;
