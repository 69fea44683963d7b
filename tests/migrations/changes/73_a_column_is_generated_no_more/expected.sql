alter table "t" alter column "b" drop expression;
