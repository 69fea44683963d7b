create schema "s ""s""";
--> statement-breakpoint
create table "s ""s"""."a ""t""" (
  "the ""id""" integer default '1' not null,
  "b;--" text,
  constraint "a ""t""_pkey" primary key ("the ""id"""),
  constraint "c""c" check ("b;--" <> '')
);
--> statement-breakpoint
create index "i""i" on "s ""s"""."a ""t""" ("b;--");
