alter table "v" rename to "w";
--> statement-breakpoint
create or replace view "w" ("a", "b") as select "t"."a", "t"."b" from "t";
