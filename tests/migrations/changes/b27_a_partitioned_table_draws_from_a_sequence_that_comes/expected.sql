create sequence "s";
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"s"');
--> statement-breakpoint
select setval('"s"', max("id")) from "t" having max("id") >= (select last_value from "s");
