alter type "public"."mood" rename to "humour";
