alter table "t" add constraint "t_a_key" unique ("a");
