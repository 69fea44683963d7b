alter table "book" add constraint "book_x_y_fkey" foreign key ("x", "y") references "author" ("a", "b") on delete set null on update cascade;
