alter table "t" add column "id" uuid default gen_random_uuid() not null;
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("id");
