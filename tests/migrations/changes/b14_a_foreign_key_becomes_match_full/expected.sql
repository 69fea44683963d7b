alter table "t" drop constraint "t_fkey";
--> statement-breakpoint
alter table "t" add constraint "t_fkey" foreign key ("a", "b") references "author" ("x", "y") match full;
