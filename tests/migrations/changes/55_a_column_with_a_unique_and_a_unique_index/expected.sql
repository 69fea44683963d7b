alter table "t" add column "b" text;
--> statement-breakpoint
alter table "t" add constraint "t_b_key" unique nulls not distinct ("b", "a");
--> statement-breakpoint
create unique index "t_idx" on "t" ((lower("b")));
