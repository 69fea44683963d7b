drop index "one";
--> statement-breakpoint
drop index "two";
--> statement-breakpoint
drop index "three";
--> statement-breakpoint
create index "one" on "t" ("b", "a");
--> statement-breakpoint
create index "two" on "t" ("a" desc nulls last);
--> statement-breakpoint
create index "three" on "t" ("a") include ("b") where "b" > 1;
