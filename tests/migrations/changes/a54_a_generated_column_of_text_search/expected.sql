alter table "t" add column "words" tsvector generated always as (to_tsvector('english'::regconfig, "a")) stored;
--> statement-breakpoint
create index "t_words" on "t" using gin ("words");
