// Golden statements: on conflict of every kind of key, and what it sets.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto taken = insert_into(booking).values(booking.code = "a", booking.email = "ADA@example.org", booking.room = "blue");

constexpr auto fresh = insert_into(booking).values(booking.code = "c", booking.email = "eve@example.org", booking.room = "red");

const golden::statements targets{
    statement<
        R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict ((lower("email")), "room") do nothing)">(
        taken.on_conflict(booking.room, lower(booking.email)).do_nothing()),
    statement<
        R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict ("room") where "cancelled_at" is null )"
        R"(do nothing)">(taken.on_conflict(booking.room).where(booking.cancelled_at.is_null()).do_nothing()),
    statement<R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict ("guest") where "status" = )"
              R"('published'::"public"."status" and "nights" > '2'::bigint and "room" <> 'it''s 5' do update set "nights" = $4, )"
              R"("updated_at" = now())">(
        fresh.on_conflict(booking.guest)
            .where(booking.status == post_status::published and booking.nights > 2 and booking.room != "it's 5")
            .do_update(booking.nights = 5)),
    statement<
        R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict on constraint "booking_code" do nothing)">(
        taken.on_conflict_on_constraint<"booking_code">().do_nothing()),
    statement<
        R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict on constraint "booking_pkey" do update )"
        R"(set "room" = $4, "updated_at" = now())">(
        fresh.on_conflict_on_constraint<"booking_pkey">().do_update(booking.room = "red")),
    statement<
        R"(insert into "post" ("author_id", "title") values ($1, $2) on conflict on constraint "post_author_id_title_key" do nothing)">(
        insert_into(post)
            .values(post.author_id = 1, post.title = "One")
            .on_conflict_on_constraint<"post_author_id_title_key">()
            .do_nothing()),
};

const golden::statements conditions{
    statement<R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict ("code") do update set "nights" = )"
              R"("booking"."nights" + $4, "updated_at" = now() where "booking"."nights" < $5 and "booking"."room" = "excluded"."room")">(
        taken.on_conflict(booking.code)
            .do_update(booking.nights = booking.nights + 1)
            .where(booking.nights < 7 and booking.room == excluded(booking.room))),
    statement<R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict ("room") where "cancelled_at" is null )"
              R"(do update set "guest" = $4, "updated_at" = now() where "excluded"."nights" > $5 returning "booking"."id", )"
              R"("booking"."nights" > $6)">(taken.on_conflict(booking.room)
                                           .where(booking.cancelled_at.is_null())
                                           .do_update(booking.guest = "Eve")
                                           .where(excluded(booking.nights) > 0)
                                           .returning(booking.id, booking.nights > 1)),
};

const golden::statements all_but_the_key{
    statement<R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict ("code") do update set "email" = )"
              R"("excluded"."email", "room" = "excluded"."room", "updated_at" = now())">(taken.on_conflict(booking.code).do_update(all_excluded)),
    statement<R"(insert into "booking" ("code", "email", "room") values ($1, $2, $3) on conflict on constraint "booking_code" do update )"
              R"(set "email" = "excluded"."email", "room" = $4, "nights" = "booking"."nights" + "excluded"."nights", "updated_at" = now() )"
              R"(where "booking"."cancelled_at" is null)">(
        taken.on_conflict_on_constraint<"booking_code">()
            .do_update(all_excluded, booking.room = "green", booking.nights = booking.nights + excluded(booking.nights))
            .where(booking.cancelled_at.is_null())),
    statement<R"(insert into "blog"."tag" ("post_id", "label") select "post"."id", "post"."title" from "post" on conflict ("label", )"
              R"("post_id") do update set "note" = $1)">(insert_into(tag)
                                                  .columns(tag.post_id, tag.label)
                                                  .select(select(post.id, post.title).from(post))
                                                  .on_conflict(tag.label, tag.post_id)
                                                  .do_update(all_excluded, tag.note = "again")),
    statement<R"(insert into "every" ("id", "small", "whole", "big", "exact", "money", "single", "twice", "truth", "words", "line", )"
              R"("free_line", "key", "day", "wall", "moment", "document", "bytes", "mood", "cost", "handle") select "1", "2", "3", "4", )"
              R"("5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21" from )"
              R"(unnest($1::integer[], $2::smallint[], $3::integer[], $4::bigint[], $5::numeric[], $6::numeric[], $7::real[], )"
              R"($8::double precision[], $9::boolean[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::date[], )"
              R"($15::timestamp[], $16::timestamptz[], $17::jsonb[], $18::bytea[], $19::"public"."Mood ""of"" it's"[], $20::bigint[], )"
              R"($21::text[]) as "given" ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", )"
              R"("18", "19", "20", "21") on conflict ("id") do update set "small" = "excluded"."small", "whole" = "excluded"."whole", )"
              R"("big" = "excluded"."big", "exact" = "excluded"."exact", "money" = "excluded"."money", "single" = )"
              R"("excluded"."single", "twice" = "excluded"."twice", "truth" = "excluded"."truth", "words" = "excluded"."words", )"
              R"("line" = "excluded"."line", "free_line" = "excluded"."free_line", "key" = "excluded"."key", "day" = )"
              R"("excluded"."day", "wall" = "excluded"."wall", "moment" = "excluded"."moment", "document" = )"
              R"("excluded"."document", "bytes" = "excluded"."bytes", "mood" = "excluded"."mood", "cost" = "excluded"."cost", )"
              R"("handle" = "excluded"."handle")">(insert_into(every).rows(std::vector<row<every>>{}).on_conflict(every.id).do_update(all_excluded)),
};
}  // namespace
