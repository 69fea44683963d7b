create sequence "t_id_seq" as integer owned by "t"."id";
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"t_id_seq"');
--> statement-breakpoint
select setval(pg_get_serial_sequence('"t"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) from "t";
