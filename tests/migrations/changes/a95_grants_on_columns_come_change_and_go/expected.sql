revoke update ("title") on table "post" from "changes_reader";
--> statement-breakpoint
revoke update ("body") on table "post" from "changes_reader";
--> statement-breakpoint
alter table "post" drop column "author";
--> statement-breakpoint
alter table "post" add column "views" integer;
--> statement-breakpoint
grant update ("body") on table "post" to "changes_reader" with grant option;
--> statement-breakpoint
grant insert ("views"), select ("views") on table "post" to "changes_reader";
