alter type "public"."mood" rename to "mood_before";
--> statement-breakpoint
create type "public"."mood" as enum ('a');
--> statement-breakpoint
alter table "t" alter column "a" type "public"."mood" using (case "a"::text when 'b' then 'a' else "a"::text end)::"public"."mood";
--> statement-breakpoint
drop type "public"."mood_before";
