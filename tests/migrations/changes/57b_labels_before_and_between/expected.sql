alter type "public"."mood" add value 'a' before 'b';
--> statement-breakpoint
alter type "public"."mood" add value 'c' before 'd';
