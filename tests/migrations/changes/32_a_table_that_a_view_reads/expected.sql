alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" rename constraint "t_pkey" to "u_pkey";
