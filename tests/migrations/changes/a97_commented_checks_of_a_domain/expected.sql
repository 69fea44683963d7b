alter domain "public"."price" rename to "cost";
--> statement-breakpoint
alter domain "public"."cost" drop constraint "positive";
--> statement-breakpoint
alter domain "public"."cost" drop constraint "even";
--> statement-breakpoint
alter domain "public"."cost" add constraint "positive" check (value > 1);
--> statement-breakpoint
comment on constraint "small" on domain "public"."cost" is 'it''s small; -- still';
--> statement-breakpoint
comment on constraint "odd thirds" on domain "public"."cost" is null;
--> statement-breakpoint
comment on constraint "positive" on domain "public"."cost" is 'never below';
