-- virga: outside of a transaction
drop index concurrently if exists "t_a";
--> statement-breakpoint
create index concurrently "t_a" on "t" ("a" desc);
