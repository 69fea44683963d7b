insert into t values ('0123456789', 1.5678, now());
