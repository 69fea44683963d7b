alter table "a" rename to "d";
--> statement-breakpoint
alter table "b" rename to "e";
--> statement-breakpoint
alter table "d" rename constraint "a_pkey" to "d_pkey";
--> statement-breakpoint
alter table "e" rename constraint "b_a_id_fkey" to "e_a_id_fkey";
