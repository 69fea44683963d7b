alter domain "public"."slug" drop constraint "c";
--> statement-breakpoint
alter domain "public"."slug" drop default;
--> statement-breakpoint
alter domain "public"."title" drop default;
--> statement-breakpoint
alter table "t" drop constraint "e";
--> statement-breakpoint
drop function "is_slug"(x text);
--> statement-breakpoint
create function "is_slug"(x text, y integer default 0) returns boolean language sql immutable as 'select x <> ''''';
--> statement-breakpoint
alter domain "public"."slug" add constraint "c" check (is_slug(value));
--> statement-breakpoint
alter table "t" add constraint "e" check (is_slug(a));
--> statement-breakpoint
comment on constraint "c" on domain "public"."slug" is 'said by a function';
--> statement-breakpoint
drop function "word"();
--> statement-breakpoint
create function "word"() returns varchar language sql immutable as 'select ''a''';
--> statement-breakpoint
alter domain "public"."slug" set default word();
--> statement-breakpoint
alter domain "public"."title" set default word();
