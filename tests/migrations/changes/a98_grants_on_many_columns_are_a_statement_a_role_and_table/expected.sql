grant insert ("a") on table "note" to "changes_reader";
--> statement-breakpoint
revoke select ("title", "body"), update ("title", "body") on table "post" from "changes_reader";
--> statement-breakpoint
grant insert ("title", "views"), select ("title", "views") on table "post" to "changes_reader";
--> statement-breakpoint
grant select ("b") on table "note" to "changes_reader";
--> statement-breakpoint
grant select ("id", "title"), update ("title") on table "post" to "changes_writer";
