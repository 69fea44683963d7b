alter table "t" rename column "a" to "b";
--> statement-breakpoint
alter table "t" alter column "b" drop not null;
