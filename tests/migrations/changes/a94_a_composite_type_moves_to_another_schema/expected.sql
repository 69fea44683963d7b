create schema "kb";
--> statement-breakpoint
alter type "public"."address" set schema "kb";
--> statement-breakpoint
alter type "kb"."address" rename to "place";
