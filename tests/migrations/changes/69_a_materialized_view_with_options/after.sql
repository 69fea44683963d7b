refresh materialized view m; refresh materialized view concurrently m;
