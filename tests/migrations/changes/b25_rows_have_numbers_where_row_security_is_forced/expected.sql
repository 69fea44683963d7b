create sequence "s";
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"s"');
--> statement-breakpoint
select setval('"s"', max("id")) from "t" having max("id") >= (select last_value from "s");
--> statement-breakpoint
alter table "u" alter column "id" add generated always as identity;
--> statement-breakpoint
select setval(pg_get_serial_sequence('"u"', 'id'), greatest(max("id"), 1), coalesce(max("id") >= 1, false)) from "u";
--> statement-breakpoint
update "u" set "a" = 0 where "a" is null;
--> statement-breakpoint
alter table "u" alter column "a" set not null;
