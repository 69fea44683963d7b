create sequence "s";
--> statement-breakpoint
create function "is_slug"(x text) returns boolean language sql immutable as 'select true';
--> statement-breakpoint
create domain "public"."also" as text default 'counted is_slug(s)' constraint "c" check (public.is_slug(value) and value <> 'more');
--> statement-breakpoint
create domain "public"."more" as "public"."also" default 'also';
--> statement-breakpoint
alter domain "public"."counted" set default nextval('"public"."s"');
--> statement-breakpoint
alter domain "public"."slug" add constraint "c" check (is_slug(value));
--> statement-breakpoint
select setval('"s"', max("a")) from "t" having max("a") >= (select last_value from "s");
