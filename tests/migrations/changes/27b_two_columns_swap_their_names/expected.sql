alter table "t" rename column "a" to "z";
--> statement-breakpoint
alter table "t" rename column "b" to "a";
--> statement-breakpoint
alter table "t" rename column "z" to "b";
