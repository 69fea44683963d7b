create schema "new";
--> statement-breakpoint
create table "new"."t" (
  "id" integer default 7 not null,
  constraint "t_pkey" primary key ("id")
);
