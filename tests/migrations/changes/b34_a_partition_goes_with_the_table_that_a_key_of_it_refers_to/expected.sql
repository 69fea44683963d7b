alter table "up" detach partition "low";
--> statement-breakpoint
drop table "low";
--> statement-breakpoint
alter table "up" drop constraint "up_b";
--> statement-breakpoint
alter table "up" drop column "m";
--> statement-breakpoint
drop table "v";
--> statement-breakpoint
drop type "public"."mood";
