alter sequence "s" set schema "cms";
