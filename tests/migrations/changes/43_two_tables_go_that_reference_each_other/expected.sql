alter table "a" drop constraint "a_b_id_fkey";
--> statement-breakpoint
alter table "b" drop constraint "b_a_id_fkey";
--> statement-breakpoint
drop table "a";
--> statement-breakpoint
drop table "b";
