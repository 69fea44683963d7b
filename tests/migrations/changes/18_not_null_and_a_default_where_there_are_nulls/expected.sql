alter table "t" alter column "b" set default 'x';
--> statement-breakpoint
alter table "t" alter column "b" set not null;
