alter table "a" rename to "c";
--> statement-breakpoint
alter table "b" rename to "a";
--> statement-breakpoint
alter table "c" rename to "b";
--> statement-breakpoint
alter table "b" drop constraint "a_pkey";
--> statement-breakpoint
alter table "a" drop constraint "b_pkey";
--> statement-breakpoint
alter table "b" add constraint "b_pkey" primary key ("id");
--> statement-breakpoint
alter table "a" add constraint "a_pkey" primary key ("key");
