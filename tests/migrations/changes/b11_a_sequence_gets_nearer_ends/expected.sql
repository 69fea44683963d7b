alter sequence "s" maxvalue 3;
