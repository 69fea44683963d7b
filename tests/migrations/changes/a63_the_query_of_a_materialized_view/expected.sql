drop materialized view "m";
--> statement-breakpoint
create materialized view "m" ("a") as select "t"."a" from "t" where "t"."b" <> 'z';
--> statement-breakpoint
create unique index "m_a" on "m" ("a");
