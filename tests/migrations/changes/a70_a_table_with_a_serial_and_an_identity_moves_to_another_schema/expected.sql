alter table "t" set schema "cms";
