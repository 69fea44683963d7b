alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" enable row level security;
--> statement-breakpoint
create policy "p" on "u" using ("a" > 0);
