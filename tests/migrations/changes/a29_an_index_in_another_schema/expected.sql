drop index "cms"."i";
--> statement-breakpoint
create index "j" on "cms"."t" ("a");
