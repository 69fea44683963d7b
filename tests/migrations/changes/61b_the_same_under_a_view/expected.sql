drop view "v";
--> statement-breakpoint
drop index "t_idx";
--> statement-breakpoint
alter type "public"."mood" rename to "mood_before";
--> statement-breakpoint
create type "public"."mood" as enum ('a');
--> statement-breakpoint
alter table "t" alter column "a" type "public"."mood" using "a"::text::"public"."mood";
--> statement-breakpoint
drop type "public"."mood_before";
--> statement-breakpoint
create index "t_idx" on "t" ("a") where "a" = 'a'::"public"."mood";
--> statement-breakpoint
create view "v" ("id", "a") as select "t"."id", "t"."a" from "t" where "t"."a" = 'a'::"public"."mood";
