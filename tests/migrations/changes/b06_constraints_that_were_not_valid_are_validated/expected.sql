alter table "t" validate constraint "t_c";
--> statement-breakpoint
alter table "t" validate constraint "t_a_fkey";
