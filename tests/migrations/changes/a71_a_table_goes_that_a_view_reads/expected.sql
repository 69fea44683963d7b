drop view "v";
--> statement-breakpoint
drop table "t";
