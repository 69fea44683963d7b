alter table "t" add column "b" text default 'x' not null;
