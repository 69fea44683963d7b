alter table "t" add column "id" bigint generated always as identity not null;
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("id");
