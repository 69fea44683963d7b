drop index "v_b";
--> statement-breakpoint
alter table "v" add constraint "v_b_key" unique ("b");
--> statement-breakpoint
alter table "v" add constraint "v_c" foreign key ("c") references "v" ("b");
