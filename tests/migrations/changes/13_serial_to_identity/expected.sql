alter table "t" alter column "id" drop default;
--> statement-breakpoint
drop sequence "t_id_seq";
--> statement-breakpoint
alter table "t" alter column "id" add generated always as identity;
--> statement-breakpoint
select setval(pg_get_serial_sequence('"t"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) from "t";
