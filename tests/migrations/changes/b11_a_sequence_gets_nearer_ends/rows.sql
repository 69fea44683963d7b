select nextval('s') from generate_series(1, 5);
