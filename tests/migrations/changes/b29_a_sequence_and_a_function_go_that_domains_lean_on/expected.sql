alter domain "public"."counted" drop default;
--> statement-breakpoint
alter domain "public"."slug" drop constraint "c";
--> statement-breakpoint
drop sequence "s";
--> statement-breakpoint
drop domain "public"."more";
--> statement-breakpoint
drop domain "public"."also";
--> statement-breakpoint
drop function "is_slug"(x text);
