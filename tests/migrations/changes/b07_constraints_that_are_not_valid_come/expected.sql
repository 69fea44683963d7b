alter table "t" add constraint "t_c" check ("a" > 0) not valid;
--> statement-breakpoint
alter table "t" add constraint "t_a_fkey" foreign key ("a") references "author" ("id") not valid;
