alter type "public"."mood" add value 'b';

-- and then, in a file of its own

alter table "t" alter column "a" set default 'b';
