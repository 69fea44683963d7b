alter type "public"."mood" add value 'c';
