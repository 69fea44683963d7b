alter table "u" drop constraint "u_g_fkey";
--> statement-breakpoint
alter table "t" drop column "g";
--> statement-breakpoint
alter table "t" add column "g" integer generated always as ("a" + 2) stored not null;
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("g");
--> statement-breakpoint
alter table "t" add constraint "t_g_a_key" unique ("g", "a");
--> statement-breakpoint
alter table "u" add constraint "u_g_fkey" foreign key ("g") references "t" ("g");
