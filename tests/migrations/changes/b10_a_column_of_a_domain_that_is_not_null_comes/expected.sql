alter table "t" add column "b" "public"."d";
