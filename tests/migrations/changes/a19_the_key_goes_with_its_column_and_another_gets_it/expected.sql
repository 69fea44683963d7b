alter table "t" drop column "a";
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("b");
