create sequence "a";
--> statement-breakpoint
create sequence "b";
--> statement-breakpoint
create sequence "c";
--> statement-breakpoint
create sequence "d";
--> statement-breakpoint
alter table "t" add column "filled" "public"."counted" default nextval('"c"');
--> statement-breakpoint
update "t" set "filled" = "id" + 49;
--> statement-breakpoint
alter table "t" alter column "filled" set not null;
--> statement-breakpoint
select setval('"c"', max("filled")) from "t" having max("filled") >= (select last_value from "c");
--> statement-breakpoint
alter table "t" add column "num" numeric(12,2) default nextval('"d"');
--> statement-breakpoint
update "t" set "num" = "id" * 3.2;
--> statement-breakpoint
select setval('"d"', max("num")::bigint) from "t" having max("num") >= (select last_value from "d");
--> statement-breakpoint
alter table "t" add column "drawn" bigint default nextval('"a"') not null;
--> statement-breakpoint
alter table "t" alter column "old" type bigint using "old"::bigint;
--> statement-breakpoint
alter table "t" alter column "old" set default nextval('"a"');
--> statement-breakpoint
select setval('"a"', max("old")) from "t" having max("old") >= (select last_value from "a");
--> statement-breakpoint
alter table "t" alter column "n" set default nextval('"b"');
--> statement-breakpoint
update "t" set "n" = "id" + 49 where "n" is null;
--> statement-breakpoint
alter table "t" alter column "n" set not null;
--> statement-breakpoint
select setval('"b"', max("n")) from "t" having max("n") >= (select last_value from "b");
