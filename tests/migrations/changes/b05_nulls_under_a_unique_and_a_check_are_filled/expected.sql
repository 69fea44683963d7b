update "t" set "a" = 7 where "a" is null;
--> statement-breakpoint
alter table "t" alter column "a" set not null;
