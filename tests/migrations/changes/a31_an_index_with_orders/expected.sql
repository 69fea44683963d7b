create index "i" on "t" ("a" desc nulls last, (lower("b")) nulls first, "a");
