alter table "t" drop column "b";
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("a");
