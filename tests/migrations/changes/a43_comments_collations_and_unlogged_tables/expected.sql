comment on column "t"."b" is null;
--> statement-breakpoint
alter table "t" alter column "a" type text collate "C";
--> statement-breakpoint
alter table "t" set unlogged;
--> statement-breakpoint
comment on table "t" is 'a table';
--> statement-breakpoint
comment on column "t"."a" is 'it''s';
