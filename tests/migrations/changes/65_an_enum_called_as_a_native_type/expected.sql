create type "own"."timezone" as enum ('a', 'b');
--> statement-breakpoint
create type "own"."text" as enum ('a');
--> statement-breakpoint
create table "own"."t" (
  "a" "own"."timezone" default 'b',
  "b" "own"."text"[]
);
