alter table "t" alter column "a" set default '2026-01-02 03:04:05.678+00';
--> statement-breakpoint
alter table "t" alter column "a" set not null;
