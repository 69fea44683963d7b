alter table "t" set schema "cms";
--> statement-breakpoint
alter type "public"."mood" set schema "cms";
