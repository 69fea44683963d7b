alter table "author" rename to "writer";
--> statement-breakpoint
alter table "writer" rename constraint "author_pkey" to "writer_pkey";
--> statement-breakpoint
alter table "writer" rename constraint "author_code_key" to "writer_code_key";
