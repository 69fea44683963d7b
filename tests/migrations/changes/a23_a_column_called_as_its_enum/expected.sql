create type "public"."mood" as enum ('a');
--> statement-breakpoint
create table "t" (
  "mood" "public"."mood" default 'a' not null
);
