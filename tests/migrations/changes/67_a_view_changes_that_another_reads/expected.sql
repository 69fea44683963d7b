drop view "alpha";
--> statement-breakpoint
drop view "low";
--> statement-breakpoint
create view "low" ("a") as select "t"."a" from "t";
--> statement-breakpoint
create view "alpha" ("a") as select "low"."a" from "low";
