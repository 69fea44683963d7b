select setval('"s"', max("id")) from "t" having max("id") >= (select last_value from "s");
insert into t default values;
