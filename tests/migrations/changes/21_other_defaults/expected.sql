alter table "t" alter column "a" set default '[1, "x"]';
--> statement-breakpoint
alter table "t" alter column "b" set default '{"a,b",it''s}';
--> statement-breakpoint
alter table "t" alter column "d" set default false;
--> statement-breakpoint
alter table "t" alter column "e" set default now();
