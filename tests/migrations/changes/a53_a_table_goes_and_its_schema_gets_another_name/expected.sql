alter schema "old" rename to "new";
--> statement-breakpoint
drop table "new"."t";
