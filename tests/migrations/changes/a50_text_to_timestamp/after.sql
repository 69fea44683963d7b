insert into t values (2, '2026-01-02');
