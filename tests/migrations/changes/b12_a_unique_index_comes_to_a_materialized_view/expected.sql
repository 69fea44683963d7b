create unique index "m_a" on "m" ("a");
