select setval('s', 15);
