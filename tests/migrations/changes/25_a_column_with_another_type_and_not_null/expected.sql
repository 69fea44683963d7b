alter table "t" rename column "a" to "b";
--> statement-breakpoint
alter table "t" alter column "b" type text;
--> statement-breakpoint
alter table "t" alter column "b" set not null;
