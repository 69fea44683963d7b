alter table "book" drop constraint "book_author_id_fkey";
--> statement-breakpoint
drop table "old"."author";
--> statement-breakpoint
drop schema "old";
