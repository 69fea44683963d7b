create sequence "s";
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"public"."s"'::regclass);
--> statement-breakpoint
select setval('"s"', max("id")) from "t" having max("id") >= (select last_value from "s");
--> statement-breakpoint
alter table "t" alter column "a" set default nextval('"public"."s"'::regclass);
--> statement-breakpoint
select setval('"s"', max("a")) from "t" having max("a") >= (select last_value from "s");
