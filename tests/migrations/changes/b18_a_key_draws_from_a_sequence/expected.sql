create sequence "s";
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"public"."s"'::regclass);
--> statement-breakpoint
alter table "t" alter column "a" set default nextval('"public"."s"'::regclass);
