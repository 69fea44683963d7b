alter table "t" enable row level security;
--> statement-breakpoint
create policy "p1" on "t" for select using ("a" > 0);
--> statement-breakpoint
create policy "p2" on "t" for insert with check ("a" > 0);
--> statement-breakpoint
create policy "p3" on "t" for update using ("a" > 0) with check ("a" > 1);
--> statement-breakpoint
create policy "p4" on "t" for delete using ("a" > 0);
--> statement-breakpoint
create policy "p5" on "t" as restrictive to current_user using (true);
