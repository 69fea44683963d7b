alter table "t" alter column "a" set not null;
--> statement-breakpoint
alter table "u" alter column "b" set not null;
