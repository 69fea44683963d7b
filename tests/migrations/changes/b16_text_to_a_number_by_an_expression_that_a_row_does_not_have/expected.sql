alter table "t" drop constraint "t_c";
--> statement-breakpoint
alter table "t" alter column "a" type integer using "a"::integer;
--> statement-breakpoint
alter table "t" add constraint "t_c" check ("a" is not null);
