alter table "v" rename to "w";
