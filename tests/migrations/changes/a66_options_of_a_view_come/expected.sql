create or replace view "v" ("a") with (security_invoker = true, security_barrier = true) as select "t"."a" from "t" where "t"."a" <> '' with local check option;
