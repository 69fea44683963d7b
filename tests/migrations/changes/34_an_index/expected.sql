drop index "one";
--> statement-breakpoint
create index "two" on "t" ("a");
