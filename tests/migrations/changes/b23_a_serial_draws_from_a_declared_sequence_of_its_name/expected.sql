alter table "t" alter column "id" drop default;
--> statement-breakpoint
drop sequence "t_id_seq";
--> statement-breakpoint
create sequence "t_id_seq";
--> statement-breakpoint
alter table "t" alter column "id" type bigint;
--> statement-breakpoint
alter table "t" alter column "id" set default nextval('"t_id_seq"');
--> statement-breakpoint
select setval('"t_id_seq"', max("id")) from "t" having max("id") >= (select last_value from "t_id_seq");
