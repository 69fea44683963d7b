alter table "t" drop column "b";
--> statement-breakpoint
alter table "t" alter column "a" type bigint;
--> statement-breakpoint
alter table "t" add column "b" bigint generated always as ("a" * 2) stored;
--> statement-breakpoint
create index "t_b" on "t" ("b");
