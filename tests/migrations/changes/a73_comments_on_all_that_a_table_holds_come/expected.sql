comment on constraint "t_pkey" on "t" is 'the key';
--> statement-breakpoint
comment on constraint "t_a_key" on "t" is 'one each';
--> statement-breakpoint
comment on constraint "t_author_id_fkey" on "t" is 'who wrote it';
--> statement-breakpoint
comment on constraint "positive" on "t" is 'it''s; -- never below';
--> statement-breakpoint
comment on index "t_idx" is 'for the list';
--> statement-breakpoint
comment on policy "own" on "t" is 'one''s own';
