alter table "post" rename column "title" to "headline";
--> statement-breakpoint
revoke select on table "post" from "changes_reader";
--> statement-breakpoint
grant select ("id", "headline") on table "post" to "changes_reader";
