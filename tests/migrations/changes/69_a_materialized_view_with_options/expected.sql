create materialized view "m" ("a") as select "t"."a" from "t" with no data;
--> statement-breakpoint
create unique index "m_a" on "m" ("a");
