alter table "t" alter column "id" drop default;
--> statement-breakpoint
drop sequence "t_id_seq";
