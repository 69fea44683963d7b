create unique index "t_idx" on "t" ("a");
