create table "a" (
  "n" integer,
  "of" regclass,
  "own" regclass
);
--> statement-breakpoint
alter table "a" alter column "own" set default '"a"';
--> statement-breakpoint
create table "z" (
  "n" integer,
  "of" regclass
);
--> statement-breakpoint
alter table "m" add column "of" regclass default '"z"'::regclass;
--> statement-breakpoint
alter table "a" alter column "of" set default '"z"'::regclass;
--> statement-breakpoint
alter table "z" alter column "of" set default '"public"."a"'::regclass;
