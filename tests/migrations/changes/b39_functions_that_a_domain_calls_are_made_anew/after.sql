insert into t (c) values ('z');
do $$ begin
  assert (select count(*) from t where a = 'a' and b = 'a') = 1;
  begin insert into t values ('', 'y', 'z'); assert false; exception when check_violation then null; end;
end $$;
