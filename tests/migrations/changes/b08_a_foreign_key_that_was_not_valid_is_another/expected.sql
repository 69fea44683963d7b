alter table "t" drop constraint "t_a_fkey";
--> statement-breakpoint
alter table "t" add constraint "t_a_fkey" foreign key ("a") references "author" ("id") on delete cascade;
