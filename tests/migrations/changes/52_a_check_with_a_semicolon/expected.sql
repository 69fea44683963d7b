alter table "t" add constraint "c" check ("a" <> ';--' and "a" <> '/*');
