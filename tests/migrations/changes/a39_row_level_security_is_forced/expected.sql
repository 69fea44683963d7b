alter table "t" force row level security;
