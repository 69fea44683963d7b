drop materialized view "m";
--> statement-breakpoint
create view "m" ("a") as select "t"."a" from "t";
