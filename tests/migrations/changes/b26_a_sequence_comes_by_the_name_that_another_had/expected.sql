alter sequence "s" rename to "r";
--> statement-breakpoint
alter table "t" rename to "u";
--> statement-breakpoint
create sequence "s";
--> statement-breakpoint
alter table "u" add column "a" bigint default nextval('"public"."r"');
--> statement-breakpoint
alter table "u" alter column "id" set default nextval('"public"."s"');
--> statement-breakpoint
select setval('"s"', max("id")) from "u" having max("id") >= (select last_value from "s");
