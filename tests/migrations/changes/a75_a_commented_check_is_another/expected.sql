alter table "t" drop constraint "positive";
--> statement-breakpoint
alter table "t" add constraint "positive" check ("a" >= 0);
--> statement-breakpoint
comment on constraint "positive" on "t" is 'it''s; -- never below';
