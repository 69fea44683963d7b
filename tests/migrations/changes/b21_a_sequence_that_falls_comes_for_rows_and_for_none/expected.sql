create sequence "down" as smallint increment by -1 start with -1;
--> statement-breakpoint
create sequence "up" start with 100 cycle;
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"down"');
--> statement-breakpoint
select setval('"down"', min("id")) from "t" having min("id") <= (select last_value from "down");
--> statement-breakpoint
alter table "u" alter column "id" set default nextval('"up"');
--> statement-breakpoint
select setval('"up"', max("id")) from "u" having max("id") >= (select last_value from "up");
