alter table "t" rename column "a" to "d";
--> statement-breakpoint
alter table "t" rename column "b" to "e";
