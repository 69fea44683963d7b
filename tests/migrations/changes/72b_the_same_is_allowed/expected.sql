alter table "t" drop column "b";
--> statement-breakpoint
alter table "t" add column "b" integer generated always as ("a" * 10) stored;
--> statement-breakpoint
create index "t_b" on "t" ("b");
