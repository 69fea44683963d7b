alter table "book" drop constraint "book_author_id_fkey";
--> statement-breakpoint
alter table "book" add constraint "book_author_id_fkey" foreign key ("author_id") references "author" ("id") on delete cascade;
