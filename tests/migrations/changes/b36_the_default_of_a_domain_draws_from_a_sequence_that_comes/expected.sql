create sequence "s";
--> statement-breakpoint
alter domain "public"."counted" set default nextval('"public"."s"'::regclass);
--> statement-breakpoint
select setval('"s"', max("id")) from "t" having max("id") >= (select last_value from "s");
--> statement-breakpoint
alter table "u" add column "new" "public"."counted";
--> statement-breakpoint
select setval('"s"', max("a")) from "u" having max("a") >= (select last_value from "s");
--> statement-breakpoint
alter table "u" alter column "left" drop default;
--> statement-breakpoint
select setval('"s"', max("left")) from "u" having max("left") >= (select last_value from "s");
--> statement-breakpoint
alter table "u" alter column "typed" type "public"."counted" using "typed"::integer;
--> statement-breakpoint
select setval('"s"', max("typed")) from "u" having max("typed") >= (select last_value from "s");
