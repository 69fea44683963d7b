alter table "t" rename to "u";
--> statement-breakpoint
alter table "u" rename column "a" to "b";
--> statement-breakpoint
alter table "u" rename constraint "t_a_key" to "u_b_key";
