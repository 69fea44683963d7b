alter table "t" add constraint "t_pkey" primary key ("a");
--> statement-breakpoint
alter table "t" add constraint "t_b_key" unique ("b");
--> statement-breakpoint
alter table "t" add constraint "c" check ("a" > 0);
--> statement-breakpoint
alter table "t" add constraint "t_a_fkey" foreign key ("a") references "t" ("a");
