create or replace view "v" ("a") as select "t"."a" from "t" where "t"."a" <> '';
