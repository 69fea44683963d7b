alter domain "public"."counted" set default nextval('"public"."s"');
