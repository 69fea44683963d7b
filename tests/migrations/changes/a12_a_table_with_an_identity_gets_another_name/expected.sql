alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" rename constraint "t_pkey" to "u_pkey";
--> statement-breakpoint
alter sequence if exists "t_id_seq" rename to "u_id_seq";
