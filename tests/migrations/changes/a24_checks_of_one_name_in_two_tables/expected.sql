alter table "t" add constraint "c" check ("a" > 0);
--> statement-breakpoint
alter table "u" add constraint "c" check ("a" > 1);
