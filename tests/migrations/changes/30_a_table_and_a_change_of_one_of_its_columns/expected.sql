alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" alter column "a" type bigint;
--> statement-breakpoint
alter table "u" alter column "a" set default 1;
--> statement-breakpoint
alter table "u" alter column "a" set not null;
