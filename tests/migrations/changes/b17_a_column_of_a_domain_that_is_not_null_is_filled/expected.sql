alter table "t" add column "b" integer;
--> statement-breakpoint
update "t" set "b" = 7;
--> statement-breakpoint
alter table "t" alter column "b" type "public"."d";
--> statement-breakpoint
alter table "t" add column "e" integer;
--> statement-breakpoint
update "t" set "e" = "a" + 1;
--> statement-breakpoint
alter table "t" alter column "e" type "public"."d", alter column "e" set not null;
