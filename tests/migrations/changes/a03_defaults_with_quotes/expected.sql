alter table "t" add column "b" varchar(20) default 'it''s';
--> statement-breakpoint
alter table "t" add column "d" text default E'a\\b\n''c''';
--> statement-breakpoint
alter table "t" add column "e" text[] default '{"a\"b"}';
