alter type "public"."mood" add value 'c';

-- and then, in a file of its own

alter table "t" drop column "m";
--> statement-breakpoint
alter table "t" add column "m" "public"."mood" generated always as (case when "a" > 1 then 'a'::"public"."mood" else 'c'::"public"."mood" end) stored;
