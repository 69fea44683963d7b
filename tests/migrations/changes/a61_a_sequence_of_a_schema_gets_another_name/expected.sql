alter sequence "cms"."s" rename to "number";
