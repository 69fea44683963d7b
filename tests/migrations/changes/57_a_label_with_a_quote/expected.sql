alter type "public"."mood" add value 'it''s';
--> statement-breakpoint
alter type "public"."mood" add value E'back\\slash';
