alter table "t" alter column "a" type text using lower("a");
