alter table "t" drop constraint "c";
--> statement-breakpoint
alter table "t" drop column "b";
