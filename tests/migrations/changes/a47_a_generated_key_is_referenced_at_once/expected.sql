alter table "t" add column "id" bigint generated always as identity not null;
--> statement-breakpoint
alter table "t" add constraint "t_pkey" primary key ("id");
--> statement-breakpoint
create table "u" (
  "t_id" bigint not null
);
--> statement-breakpoint
alter table "u" add constraint "u_t_id_fkey" foreign key ("t_id") references "t" ("id");
