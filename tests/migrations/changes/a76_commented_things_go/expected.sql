alter table "t" drop constraint "positive";
--> statement-breakpoint
alter table "t" drop constraint "t_author_id_fkey";
--> statement-breakpoint
comment on constraint "t_pkey" on "t" is null;
--> statement-breakpoint
drop policy "own" on "t";
--> statement-breakpoint
alter table "t" drop column "a";
--> statement-breakpoint
alter table "t" disable row level security;
