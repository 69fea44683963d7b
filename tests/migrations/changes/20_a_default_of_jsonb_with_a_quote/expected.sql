alter table "t" add column "b" jsonb default '{"it": "it''s"}';
