create view "low" ("id", "a") as select "t"."id", "t"."a" from "t";
--> statement-breakpoint
create view "alpha" ("a") as select "low"."a" from "low";
