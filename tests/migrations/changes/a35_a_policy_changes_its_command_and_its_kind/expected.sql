drop policy "p" on "t";
--> statement-breakpoint
create policy "p" on "t" as restrictive for delete using ("a" > 0);
