alter table "t" alter column "a" drop default;
--> statement-breakpoint
alter table "t" alter column "a" drop not null;
--> statement-breakpoint
alter table "t" alter column "b" drop not null;
