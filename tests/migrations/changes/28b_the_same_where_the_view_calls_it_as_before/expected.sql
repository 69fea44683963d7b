alter table "t" rename column "a" to "c";
--> statement-breakpoint
create or replace view "v" ("a") as select "t"."c" as "a" from "t" where "t"."c" <> 'a';
