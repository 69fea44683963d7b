alter table "t" enable row level security;
--> statement-breakpoint
create policy "p" on "t" using ("a" <> '--' and "a" <> '/*;') with check ("a" <> 'a) with check (b');
