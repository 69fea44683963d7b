alter table "t" alter column "a" type text collate "C";
