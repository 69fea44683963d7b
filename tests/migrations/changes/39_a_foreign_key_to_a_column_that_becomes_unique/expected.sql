alter table "author" add constraint "author_code_key" unique ("code");
--> statement-breakpoint
alter table "book" add constraint "book_code_fkey" foreign key ("code") references "author" ("code");
