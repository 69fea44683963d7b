drop policy "p" on "t";
--> statement-breakpoint
alter table "t" disable row level security;
