alter table "t" add column "b" integer[] default '{}' not null;
