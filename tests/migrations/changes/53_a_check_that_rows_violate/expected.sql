alter table "t" drop constraint "c";
--> statement-breakpoint
alter table "t" add constraint "c" check ("a" > 1);
