// Golden statements: merges.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto wanted = booking.as<"wanted">();
constexpr auto totals = select(post.author_id, sum(post.views).as<"views">()).from(post).group_by(post.author_id);

const golden::statements merges{
    statement<R"(merge into "receipt" using "booking" on "receipt"."number" = "booking"."id" when matched and "booking"."cancelled_at" )"
              R"(is not null then delete when matched and "receipt"."what" = $1 then do nothing when matched then update set "what" = )"
              R"("booking"."room", "version" = $2, "written_by" = $3, "origin" = $4 when not matched and "booking"."nights" > $5 then )"
              R"(insert ("id", "number", "what", "version", "written_by") values (gen_random_uuid(), "booking"."id", )"
              R"("booking"."room", $6, $7) when not matched then do nothing)">(
        merge_into(receipt)
            .using_(booking, receipt.number == booking.id)
            .when_matched(booking.cancelled_at.is_not_null())
            .delete_()
            .when_matched(receipt.what == "kept")
            .do_nothing()
            .when_matched()
            .update(receipt.what = booking.room)
            .when_not_matched(booking.nights > 0)
            .insert(receipt.id = gen_random_uuid(), receipt.number = booking.id, receipt.what = booking.room, receipt.version = 1,
                    receipt.written_by = "a merge")
            .when_not_matched()
            .do_nothing()),
    statement<R"(merge into "booking" using "booking" "wanted" on "booking"."code" = "wanted"."code" and "booking"."room" = $1 when )"
              R"(matched then update set "nights" = "booking"."nights" + "wanted"."nights", "updated_at" = now())">(
        merge_into(booking)
            .using_(wanted, booking.code == wanted.code and booking.room == arg<"room">)
            .when_matched()
            .update(booking.nights = booking.nights + wanted.nights),
        "blue"),
    statement<R"(merge into "person" using (select "post"."author_id", sum("post"."views") as "views" from "post" group by )"
              R"("post"."author_id") as "totals" on "person"."id" = "totals"."author_id" when matched and "totals"."views" > $1 or )"
              R"("person"."nick" is null then update set "nick" = $2, "updated_at" = now() when not matched then insert ("email", )"
              R"("name") values ($3, $4))">(
        merge_into(person)
            .using_(totals.as<"totals">(), person.id == totals.as<"totals">()[post.author_id])
            .when_matched(totals.as<"totals">()["views"_c] > 100 or person.nick.is_null())
            .update(person.nick = "read")
            .when_not_matched()
            .insert(person.email = "new@example.org", person.name = "New")),
    statement<R"(with "totals" as (select "post"."author_id", sum("post"."views") as "views" from "post" group by "post"."author_id") )"
              R"(merge into "person" using "totals" on "totals"."author_id" = "person"."id" when matched then delete)">(
        with(cte<"totals">(totals))
            .merge_into(person)
            .using_(cte<"totals">(totals), cte<"totals">(totals)[post.author_id] == person.id)
            .when_matched()
            .delete_()),
};
}  // namespace
