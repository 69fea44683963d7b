drop policy "p" on "t";
--> statement-breakpoint
alter table "t" alter column "a" type text;
--> statement-breakpoint
create policy "p" on "t" using ("a" <> '');
