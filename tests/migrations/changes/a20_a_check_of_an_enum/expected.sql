alter table "t" add constraint "c" check ("a" <> 'b'::"public"."mood");
