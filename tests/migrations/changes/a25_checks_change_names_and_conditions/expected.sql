alter table "t" drop constraint "one";
--> statement-breakpoint
alter table "t" drop constraint "two";
--> statement-breakpoint
alter table "t" add constraint "two" check ("a" > 0);
--> statement-breakpoint
alter table "t" add constraint "three" check ("a" < 8);
