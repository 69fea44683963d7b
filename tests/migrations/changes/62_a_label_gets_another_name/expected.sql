alter type "public"."mood" rename value 'b' to 'c';
