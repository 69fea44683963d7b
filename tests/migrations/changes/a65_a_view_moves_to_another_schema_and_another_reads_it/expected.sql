alter table "low" set schema "cms";
