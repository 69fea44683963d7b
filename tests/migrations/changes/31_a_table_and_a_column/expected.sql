alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" rename column "a" to "b";
