alter type "public"."mood" add value 'b';

-- and then, in a file of its own

alter table "t" alter column "a" set default 'b';

-- and then, in a file of its own

-- virga: outside of a transaction
drop index concurrently if exists "t_b";
--> statement-breakpoint
create index concurrently "t_b" on "t" ("id") where "a" = 'b'::"public"."mood";
