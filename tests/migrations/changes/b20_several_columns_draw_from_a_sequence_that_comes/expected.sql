create sequence "shop"."it's" start with 5;
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"shop"."it''s"');
--> statement-breakpoint
select setval('"shop"."it''s"', max("id")) from "t" having max("id") >= (select last_value from "shop"."it's");
--> statement-breakpoint
alter table "u" alter column "id" set default nextval('"shop"."it''s"');
--> statement-breakpoint
select setval('"shop"."it''s"', max("id")) from "u" having max("id") >= (select last_value from "shop"."it's");
--> statement-breakpoint
alter table "u" alter column "a" set default nextval('"shop"."it''s"');
--> statement-breakpoint
select setval('"shop"."it''s"', max("a")) from "u" having max("a") >= (select last_value from "shop"."it's");
--> statement-breakpoint
alter table "v" alter column "id" set default nextval('"shop"."it''s"');
--> statement-breakpoint
select setval('"shop"."it''s"', max("id")) from "v" having max("id") >= (select last_value from "shop"."it's");
