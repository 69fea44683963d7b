-- virga: outside of a transaction
drop index concurrently if exists "i";
--> statement-breakpoint
create index concurrently "i" on "t" ("a" desc);
--> statement-breakpoint
comment on index "i" is 'it is';

-- and then, in a file of its own

-- virga: outside of a transaction
drop index concurrently if exists "k";
--> statement-breakpoint
create index concurrently "k" on "t" ("id", "a");
--> statement-breakpoint
comment on index "k" is 'and new';
