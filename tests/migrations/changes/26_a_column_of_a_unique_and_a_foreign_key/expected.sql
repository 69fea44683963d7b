alter table "author" rename column "code" to "sign";
