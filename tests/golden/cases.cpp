// Golden statements: case, cast, extract, and rows of values.
#include <chrono>   // std::chrono::sys_days
#include <cstdint>  // std::int64_t
#include <string>   // std::string
#include <tuple>    // std::tuple

#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;
using namespace std::chrono_literals;

constexpr auto select_id = select(every.id).from(every);

const golden::statements cases{
    statement<
        R"(select case when "every"."whole" > $1 then $2::text when "every"."truth" then $3::text else $4::text end as "size" from "every")">(
        select(case_when(every.whole > 10, "big").when(every.truth, std::string("true")).otherwise("small").as<"size">())
            .from(every)),
    statement<
        R"(select case when "every"."truth" then "every"."whole" end, case when "every"."truth" then $1::integer end, )"
        R"(case when "maybe"."truth" then "every"."words" else $2 end, case when "every"."truth" then $3 else "maybe"."small" end, )"
        R"(case when "every"."truth" then "every"."line" else "every"."words" end, case when "every"."truth" then $4 else "every"."line" end )"
        R"(from "every" cross join "maybe")">(
        select(case_when(every.truth, every.whole).end(), case_when(every.truth, 1).end(),
               case_when(maybe.truth, every.words).otherwise("none"), case_when(every.truth, 7).otherwise(maybe.small),
               case_when(every.truth, every.line).otherwise(every.words), case_when(every.truth, "x").otherwise(every.line))
            .from(every)
            .cross_join(maybe)),
    statement<
        R"(select case when "every"."whole" = $1 then $2 when "every"."whole" = $1 then "every"."mood" else $3 end from "every" )"
        R"(where case when "every"."truth" then "every"."whole" else $4 end + $5 > $6 )"
        R"(order by case when "every"."truth" then $7::integer else $8::integer end)">(
        select(case_when(every.whole == arg<"x">, feeling::calm).when(every.whole == arg<"x">, every.mood).otherwise(arg<"mood">))
            .from(every)
            .where(case_when(every.truth, every.whole).otherwise(0) + 1 > 0)
            .order_by(case_when(every.truth, 1).otherwise(2)),
        1, feeling::odd),
    statement<
        R"(select sum(case when "every"."truth" then $1 else "every"."money" end), count(case when "every"."whole" > $2 then $3::integer end) from "every")">(
        select(sum(case_when(every.truth, 0).otherwise(every.money)), count(case_when(every.whole > 0, 1).end())).from(every)),
};

const golden::statements casts{
    statement<R"(select cast("every"."wall" as date), cast("maybe"."whole" as text), cast("every"."twice" as numeric(10,2)), )"
              R"(cast("every"."words" || $1 as varchar(30)), cast($2 as bigint), cast($3 as integer), cast($4::integer as text), )"
              R"(cast("every"."mood" as text), cast("every"."key" as text), cast("every"."cost" as integer), cast("maybe"."document" as text), )"
              R"(cast("every"."whole" as numeric), cast("every"."words" as varchar) )"
              R"(from "every" cross join "maybe" where "every"."cost" < $5 and abs("every"."twice") < $6)">(
        select(cast<types::date>(every.wall), cast<types::text>(maybe.whole), cast<types::numeric<10, 2>>(every.twice),
               cast<types::varchar<30>>(concatenated(every.words, "!")), cast<types::bigint>(7), cast<types::integer>(arg<"n">),
               cast<types::text>(7), cast<types::text>(every.mood), cast<types::text>(every.key), cast<types::integer>(every.cost),
               cast<types::text>(maybe.document), cast<types::numeric>(every.whole), cast<types::varchar>(every.words))
            .from(every)
            .cross_join(maybe)
            .where(every.cost < cents{1000} and abs(every.twice) < 1000.0), 1),
    statement<R"(select cast("post"."status" as text), cast($1 as "public"."status") from "post" where "post"."status" = cast($2 as "public"."status"))">(
        select(cast<types::text>(post.status), cast<types::enumeration<status_type>>(arg<"s">))
            .from(post)
            .where(post.status == cast<types::enumeration<status_type>>(post_status::draft)), post_status::draft),
};

const golden::statements fields{
    statement<R"(select extract(year from "every"."day"), extract(month from "every"."wall"), extract(epoch from "every"."moment"), )"
              R"(extract(year from "maybe"."day"), extract(hour from timezone($1, "every"."moment")) from "every" cross join "maybe")">(
        select(extract<"year">(every.day), extract<"month">(every.wall), extract<"epoch">(every.moment), extract<"year">(maybe.day),
               extract<"hour">(at_time_zone(every.moment, "UTC")))
            .from(every)
            .cross_join(maybe)),
};

const golden::statements rows{
    statement<R"(select "every"."id" from "every" where ("every"."words", "every"."id") < ($1, $2) and ("every"."small", $3) = ("every"."big", "every"."line"))">(
        select_id.where(std::tuple{every.words, every.id} < std::tuple{"b", 7} and
                        std::tuple{every.small, "line"} == std::tuple{every.big, every.line})),
    statement<R"(select ("maybe"."day", "maybe"."small") >= ($1, $2) from "maybe" where ("maybe"."whole", "maybe"."words", "maybe"."line") <> ($3, $4, $5))">(
        select(std::tuple{maybe.day, maybe.small} >= std::tuple{arg<"day">, arg<"small">})
            .from(maybe)
            .where(std::tuple{maybe.whole, maybe.words, maybe.line} != std::tuple{1, std::string("a"), arg<"line">}),
        std::chrono::sys_days{}, 1, "line"),
    statement<R"(select "maybe"."id" from "every" full join "maybe" on ("every"."words", "every"."day") = )"
              R"(("maybe"."words", "maybe"."wall"))">(
        select(maybe.id).from(every).full_join(maybe, std::tuple{every.words, every.day} == std::tuple{maybe.words, maybe.wall})),
};
}  // namespace
