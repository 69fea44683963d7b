alter table "t" alter column "id" add generated always as identity (increment by 10 start with 100);
--> statement-breakpoint
select setval(pg_get_serial_sequence('"t"', 'id'), greatest(max("id"), 100), coalesce(max("id") >= 100, false)) from "t";
