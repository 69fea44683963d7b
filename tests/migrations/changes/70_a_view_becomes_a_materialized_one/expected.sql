drop view "m";
--> statement-breakpoint
create materialized view "m" ("a") as select "t"."a" from "t";
