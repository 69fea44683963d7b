select a from m; refresh materialized view m;
