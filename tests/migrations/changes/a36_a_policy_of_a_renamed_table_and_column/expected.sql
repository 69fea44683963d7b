alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" rename column "a" to "b";
--> statement-breakpoint
drop policy "p" on "u";
--> statement-breakpoint
create policy "q" on "u" using ("b" > 0);
