refresh materialized view concurrently m;
