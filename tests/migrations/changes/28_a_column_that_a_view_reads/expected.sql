alter table "t" rename column "a" to "c";
--> statement-breakpoint
drop view "v";
--> statement-breakpoint
create view "v" ("c") as select "t"."c" from "t" where "t"."c" <> 'a';
