create index "t_a" on "t" ("a" "text_pattern_ops" desc);
