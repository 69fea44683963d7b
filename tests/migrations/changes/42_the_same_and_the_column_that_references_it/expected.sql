alter table "book" drop constraint "book_author_id_fkey";
--> statement-breakpoint
alter table "book" drop column "author_id";
--> statement-breakpoint
drop table "author";
