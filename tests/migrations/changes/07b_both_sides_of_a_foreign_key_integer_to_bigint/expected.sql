alter table "author" alter column "id" type bigint;
--> statement-breakpoint
alter table "book" alter column "author_id" type bigint;
