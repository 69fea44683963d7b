alter type "public"."mood" rename to "temper";
--> statement-breakpoint
alter type "public"."temper" add value 'b';
