create sequence "s" start with 1000;
--> statement-breakpoint
alter table "t" alter column "a" set default nextval('"public"."s"'::regclass);
--> statement-breakpoint
select setval('"s"', max("a")) from "t" having max("a") >= (select last_value from "s");
