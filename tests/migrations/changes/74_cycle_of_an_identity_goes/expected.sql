alter table "t" alter column "id" set no cycle;
