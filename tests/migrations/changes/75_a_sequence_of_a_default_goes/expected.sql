alter table "t" alter column "a" drop default;
--> statement-breakpoint
drop sequence "s";
