drop index "i";
--> statement-breakpoint
alter type "public"."address" drop attribute "house";
--> statement-breakpoint
alter type "public"."address" add attribute "floor" smallint;
--> statement-breakpoint
create index "i" on "t" ((("a")."street"));
