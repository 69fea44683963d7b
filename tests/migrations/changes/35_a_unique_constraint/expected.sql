alter table "t" drop constraint "one";
--> statement-breakpoint
alter table "t" add constraint "two" unique ("a");
