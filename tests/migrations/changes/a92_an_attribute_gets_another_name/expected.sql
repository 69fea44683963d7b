alter type "public"."address" rename attribute "street" to "road";
--> statement-breakpoint
drop index "i";
--> statement-breakpoint
create index "i" on "t" ((("a")."road"));
