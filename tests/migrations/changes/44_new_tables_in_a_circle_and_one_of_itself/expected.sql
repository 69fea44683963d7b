create table "a" (
  "id" integer not null,
  "b_id" integer,
  constraint "a_pkey" primary key ("id")
);
--> statement-breakpoint
create table "b" (
  "id" integer not null,
  "a_id" integer,
  constraint "b_pkey" primary key ("id")
);
--> statement-breakpoint
alter table "a" add constraint "a_b_id_fkey" foreign key ("b_id") references "b" ("id");
--> statement-breakpoint
alter table "b" add constraint "b_a_id_fkey" foreign key ("a_id") references "a" ("id");
--> statement-breakpoint
create table "tree" (
  "id" integer not null,
  "parent" integer,
  constraint "tree_pkey" primary key ("id")
);
--> statement-breakpoint
alter table "tree" add constraint "tree_parent_fkey" foreign key ("parent") references "tree" ("id");
