alter type "public"."mood" set schema "cms";
