drop index "one";
--> statement-breakpoint
drop index "two";
--> statement-breakpoint
create index "one" on "t" using hash ("a");
--> statement-breakpoint
create index "two" on "t" ("a", "b");
