alter table "m" rename to "n";
