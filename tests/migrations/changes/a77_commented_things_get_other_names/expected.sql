alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" rename constraint "positive" to "above";
--> statement-breakpoint
alter index "t_idx" rename to "u_idx";
--> statement-breakpoint
alter policy "own" on "u" rename to "mine";
--> statement-breakpoint
alter table "u" rename constraint "t_pkey" to "u_pkey";
--> statement-breakpoint
alter table "u" rename constraint "t_a_key" to "u_a_key";
--> statement-breakpoint
alter table "u" rename constraint "t_author_id_fkey" to "u_author_id_fkey";
