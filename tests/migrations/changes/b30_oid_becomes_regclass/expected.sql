alter table "t" alter column "a" type regclass;
--> statement-breakpoint
alter table "t" alter column "b" type oid;
--> statement-breakpoint
alter table "t" alter column "c" type regtype[];
--> statement-breakpoint
alter table "t" alter column "d" type regprocedure;
