drop table "low_y";
--> statement-breakpoint
alter table "low" detach partition "low_x";
--> statement-breakpoint
alter table "t" detach partition "low";
--> statement-breakpoint
alter table "t" attach partition "low" for values from (0) to (5);
--> statement-breakpoint
alter table "low" attach partition "low_x" for values in ('x', 'y');
--> statement-breakpoint
create table "mid" partition of "t" for values from (5) to (10) partition by list ("b");
--> statement-breakpoint
create table "mid_rest" partition of "mid" default;
