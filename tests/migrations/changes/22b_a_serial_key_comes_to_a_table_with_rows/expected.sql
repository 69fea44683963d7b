alter table "t" add column "id" serial not null;
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("id");
