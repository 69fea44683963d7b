select setval('"public"."s"'::regclass, max("id")) from "t";
insert into t default values;
