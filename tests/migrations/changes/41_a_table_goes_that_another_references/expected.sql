alter table "book" drop constraint "book_author_id_fkey";
--> statement-breakpoint
drop table "author";
