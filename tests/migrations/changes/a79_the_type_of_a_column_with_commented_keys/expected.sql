alter table "t" drop constraint "positive";
--> statement-breakpoint
drop policy "own" on "t";
--> statement-breakpoint
alter table "t" alter column "a" type bigint;
--> statement-breakpoint
alter table "t" add constraint "positive" check ("a" > 0);
--> statement-breakpoint
comment on constraint "positive" on "t" is 'it''s; -- never below';
--> statement-breakpoint
create policy "own" on "t" using ("a" > 0);
--> statement-breakpoint
comment on policy "own" on "t" is 'one''s own';
