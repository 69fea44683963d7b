alter table "book" add constraint "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff_1" foreign key ("x") references "author" ("id");
--> statement-breakpoint
alter table "book" add constraint "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff_2" foreign key ("y") references "author" ("id");
