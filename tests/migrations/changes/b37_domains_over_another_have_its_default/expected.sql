create sequence "s";
--> statement-breakpoint
create domain "public"."later" as "public"."over" default nextval('"public"."s"');
--> statement-breakpoint
alter domain "public"."over" set default nextval('"public"."s"');
--> statement-breakpoint
alter domain "public"."base" set default nextval('"public"."s"');
--> statement-breakpoint
alter domain "public"."word" drop default;
--> statement-breakpoint
alter domain "public"."title" drop default;
--> statement-breakpoint
alter table "t" add column "b" "public"."later" not null;
--> statement-breakpoint
select setval('"s"', max("id")) from "t" having max("id") >= (select last_value from "s");
--> statement-breakpoint
select setval('"s"', max("a")) from "t" having max("a") >= (select last_value from "s");
