alter table "t" alter column "id" type integer;
--> statement-breakpoint
alter sequence "t_id_seq" as integer;
