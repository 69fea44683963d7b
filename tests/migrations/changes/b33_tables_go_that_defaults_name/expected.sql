alter table "m" drop column "too";
--> statement-breakpoint
alter table "m" alter column "of" drop default;
--> statement-breakpoint
alter table "a" alter column "of" drop default;
--> statement-breakpoint
alter table "z" alter column "of" drop default;
--> statement-breakpoint
drop table "a";
--> statement-breakpoint
drop table "z";
