alter table "book" drop constraint "book_a_fkey";
--> statement-breakpoint
alter table "author" drop constraint "u";
--> statement-breakpoint
alter table "author" add constraint "u" unique ("a", "b");
