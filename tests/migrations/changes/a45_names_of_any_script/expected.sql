create table "Ünïcode 表.x" (
  "naïve; drop" text default '–' not null,
  "it's" integer,
  constraint "ключ" unique ("naïve; drop", "it's"),
  constraint "--c" check ("it's" > 0)
);
--> statement-breakpoint
comment on table "Ünïcode 表.x" is '/* 🙂 */';
