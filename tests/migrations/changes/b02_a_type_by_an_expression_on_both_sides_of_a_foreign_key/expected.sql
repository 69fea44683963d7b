alter table "u" drop constraint "u_code_fkey";
--> statement-breakpoint
alter table "t" alter column "code" type text using lower("code");
--> statement-breakpoint
alter table "u" alter column "code" type text using lower("code");
--> statement-breakpoint
alter table "u" add constraint "u_code_fkey" foreign key ("code") references "t" ("code");
