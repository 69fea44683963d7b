create or replace view "low" ("id", "a", "b") as select "t"."id", "t"."a", "t"."b" from "t" where "t"."b" <> 'z';
