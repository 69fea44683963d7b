drop view "v";
--> statement-breakpoint
alter table "t" drop column "b";
--> statement-breakpoint
create view "v" ("a") as select "t"."a" from "t";
