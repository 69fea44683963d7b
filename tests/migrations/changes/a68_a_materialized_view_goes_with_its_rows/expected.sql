drop materialized view "m";
