refresh materialized view concurrently n;
