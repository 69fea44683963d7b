comment on constraint "t_pkey" on "t" is 'another';
--> statement-breakpoint
comment on constraint "t_a_key" on "t" is null;
--> statement-breakpoint
comment on constraint "t_author_id_fkey" on "t" is null;
--> statement-breakpoint
comment on index "t_idx" is null;
--> statement-breakpoint
comment on policy "own" on "t" is null;
