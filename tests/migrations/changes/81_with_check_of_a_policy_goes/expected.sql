drop policy "p" on "t";
--> statement-breakpoint
create policy "p" on "t" for update using ("a" > 0);
