drop view "v";
--> statement-breakpoint
alter table "t" alter column "a" type bigint;
--> statement-breakpoint
create view "v" ("a") as select "t"."a" from "t" where "t"."a" > 1;
