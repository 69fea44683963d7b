alter table "t" drop constraint "t_pkey";
--> statement-breakpoint
alter table "t" add column "d" integer default 0 not null;
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("a", "d");
