select nextval('s');
