alter table "t" alter column "id" type bigint;
--> statement-breakpoint
alter sequence "t_id_seq" as bigint;
