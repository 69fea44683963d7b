alter table "t" add column "g" integer generated always as ("a" + 1) stored not null;
