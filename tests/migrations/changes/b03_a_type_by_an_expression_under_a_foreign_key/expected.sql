alter table "t" alter column "code" type text using lower("code");
