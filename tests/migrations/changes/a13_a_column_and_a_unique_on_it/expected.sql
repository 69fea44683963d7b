alter table "t" add column "b" text;
--> statement-breakpoint
alter table "t" add constraint "t_a_b_key" unique ("a", "b");
