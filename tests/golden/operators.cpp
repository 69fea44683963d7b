// Golden statements: operators; tests/postgres/operators.cpp has all pairs of types.
#include <array>        // std::array
#include <chrono>       // std::chrono::sys_days
#include <cstdint>      // std::int32_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;
using namespace std::chrono_literals;

constexpr auto select_id = select(every.id).from(every);
constexpr auto c = every.exact;
constexpr auto select_maybe = select(maybe.id).from(maybe);

const golden::statements distinct{
    statement<R"(select "maybe"."id" from "maybe" where "maybe"."whole" is distinct from $1)">(
        select_maybe.where(maybe.whole.is_distinct_from(1))),
    statement<R"(select "maybe"."id" from "maybe" where "maybe"."words" is not distinct from $1)">(
        select_maybe.where(maybe.words.is_not_distinct_from(std::optional<std::string>{}))),
    statement<R"(select "maybe"."id" from "maybe" where "maybe"."line" is not distinct from $1)">(
        select_maybe.where(maybe.line.is_not_distinct_from(std::optional<std::string_view>{"line"}))),
    statement<R"(select "maybe"."small" is distinct from "maybe"."big", "maybe"."mood" is not distinct from $1 from "maybe")">(
        select(maybe.small.is_distinct_from(maybe.big), maybe.mood.is_not_distinct_from(arg<"mood">)).from(maybe), feeling::calm),
    statement<R"(select ("maybe"."small" is distinct from $1) = "maybe"."truth", "maybe"."truth" is distinct from "maybe"."small" = $2, )"
              R"(("maybe"."truth" is distinct from "maybe"."truth") is distinct from "maybe"."truth" from "maybe")">(
        select(maybe.small.is_distinct_from(1) == maybe.truth, maybe.truth.is_distinct_from(maybe.small == 1),
               maybe.truth.is_distinct_from(maybe.truth).is_distinct_from(maybe.truth))
            .from(maybe)),
};

const golden::statements truth{
    statement<R"(select "maybe"."truth" is true, "maybe"."truth" is false, "maybe"."truth" is unknown, not "maybe"."truth" is true, )"
              R"("maybe"."small" > $1 is true, ("maybe"."truth" and "maybe"."small" > $2) is not null from "maybe")">(
        select(maybe.truth.is_true(), maybe.truth.is_false(), maybe.truth.is_unknown(), not maybe.truth.is_true(),
               (maybe.small > 1).is_true(), (maybe.truth and maybe.small > 1).is_not_null())
            .from(maybe)),
};

const golden::statements numbers{
    statement<
        R"(select "every"."whole" % $1, $2 % "every"."whole", "every"."exact" % "every"."small", "every"."cost" % $3 from "every" )"
        R"(where "every"."whole" <> $4 and "every"."small" <> $5)">(
        select(every.whole % 7, 7 % every.whole, every.exact % every.small, every.cost % 7)
            .from(every)
            .where(every.whole != 0 and every.small != 0)),
    statement<R"(select -"maybe"."small", -"every"."money", -("every"."small" + $1), -(-"every"."twice"), )"
              R"("every"."exact" - -"every"."exact", -"every"."exact" * "every"."exact", -abs("every"."exact"), -"every"."cost" )"
              R"(from "every" cross join "maybe" where "every"."small" > $2 and "maybe"."small" > $2 and "every"."cost" = $3)">(
        select(-maybe.small, -every.money, -(every.small + 1), -(-every.twice), c - -c, -c* c, -abs(c), -every.cost)
            .from(every)
            .cross_join(maybe)
            .where(every.small > arg<"least"> and maybe.small > arg<"least"> and every.cost == cents{100}),
        -100),
    statement<R"(select "every"."whole" & $1, "every"."small" | "every"."big", $2 # "every"."whole", ~"every"."small", )"
              R"("every"."small" << $3, "every"."big" >> $4, ~(~"every"."whole") from "every")">(
        select(every.whole & 5, every.small | every.big, 1 ^ every.whole, ~every.small, every.small << 2, every.big >> arg<"n">,
               ~~every.whole)
            .from(every),
        1),
    statement<R"(select "every"."id" from "every" where "every"."whole" & $1 = $2 and ("every"."whole" | $3) + $4 > $5)">(
        select_id.where((every.whole & 4) == 4 and (every.whole | 1) + 1 > 0)),
    statement<
        R"(select "every"."whole" | "every"."whole" & "every"."whole", "every"."whole" | ("every"."whole" & "every"."whole"), )"
        R"("every"."whole" & (~"every"."whole") from "every")">(
        select((every.whole | every.whole) & every.whole, every.whole | (every.whole & every.whole), every.whole & ~every.whole)
            .from(every)),
};

const golden::statements days{
    statement<R"(select "every"."day" - $1, "every"."day" + $2::integer, $3::integer + "every"."day", "every"."day" - $4::integer, )"
              R"("every"."day" - "maybe"."day", "every"."day" + "every"."small", "every"."day" - ("every"."day" - "every"."whole") )"
              R"(from "every" cross join "maybe" where "every"."day" = $5 and "maybe"."day" = $6 and "every"."whole" < $7)">(
        select(every.day - std::chrono::sys_days{2024y / 1 / 1}, every.day + 7, 7 + every.day, every.day - 7, every.day - maybe.day,
               every.day + every.small, every.day - (every.day - every.whole))
            .from(every)
            .cross_join(maybe)
            .where(every.day == 2024y / 2 / 29 and maybe.day == 2024y / 2 / 28 and every.whole < 1000)),
    statement<R"(select "every"."id" from "every" where "every"."day" - $1::integer > $2)">(
        select_id.where(every.day - 30 > arg<"since">), std::chrono::sys_days{}),
    statement<R"(select "every"."day" - $1 from "every" where "every"."day" = $2)">(
        select(every.day - arg<"since">).from(every).where(every.day == 2024y / 2 / 29), std::chrono::sys_days{}),
};

const golden::statements texts{
    statement<R"(select "every"."words" || $1, $2 || "maybe"."words" || $3 || "every"."line", lower("every"."words" || $4), )"
              R"("every"."bytes" || "maybe"."bytes", "every"."document" || $5 from "every" cross join "maybe")">(
        select(concatenated(every.words, "!"), concatenated("<", maybe.words, arg<"between">, every.line),
               lower(concatenated(every.words, std::string("x"))), concatenated(every.bytes, maybe.bytes),
               concatenated(every.document, json{R"({"b": 2})"}))
            .from(every)
            .cross_join(maybe),
        "|"),
    statement<
        R"(select concat("maybe"."words", "maybe"."whole", $1::text, $2::integer), concat_ws($3::text, "maybe"."words", "maybe"."line"), )"
        R"(concat_ws("maybe"."words", "every"."words", "every"."day"), concat("maybe"."moment") from "every" cross join "maybe")">(
        select(concat(maybe.words, maybe.whole, "!", 7), concat_ws(", ", maybe.words, maybe.line),
               concat_ws(maybe.words, every.words, every.day), concat(maybe.moment))
            .from(every)
            .cross_join(maybe)),
    statement<
        R"(select "every"."id" from "every" where "every"."words" like $1 escape '!' and "every"."line" ilike $2 escape '''' )"
        R"(and not "every"."words" like "every"."line" escape '#')">(
        select_id.where(every.words.like("w!%", escaped_by<'!'>) and every.line.ilike(arg<"p">, escaped_by<'\''>) and
                        not every.words.like(every.line, escaped_by<'#'>)),
        "a%"),
    statement<
        R"(select "every"."id" from "every" where "every"."words" like $1 and "every"."line" like $2 and "every"."handle" like $3)">(
        select_id.where(every.words.starts_with("100%_\\") and every.line.ends_with(std::string("%")) and
                        every.handle.contains("a_b"))),
    statement<R"(select "every"."id" from "every" where starts_with("every"."words", $1) and )"
              R"(starts_with(reverse("every"."line"), reverse($2)) and strpos("every"."handle", "every"."line") > $3 and )"
              R"(starts_with(reverse("every"."words"), reverse("every"."line")))">(
        select_id.where(every.words.starts_with(arg<"q">) and every.line.ends_with(arg<"end">) and
                        every.handle.contains(every.line) and every.words.ends_with(every.line)),
        "a", "b"),
    statement<R"(select "every"."id" from "every" where "every"."words" ~ $1 and "every"."line" ~* "every"."words" and )"
              R"("every"."words" similar to $2 and not "every"."handle" ~ $3)">(
        select_id.where(every.words.matches("^w.*$") and every.line.matches_ignoring_case(every.words) and
                        every.words.similar_to("(w|x)%") and not every.handle.matches(arg<"p">)),
        "z+"),
    statement<R"(select "maybe"."words" ~ $1, "maybe"."words" similar to $2, "maybe"."words" like $3 from "maybe")">(
        select(maybe.words.matches("a"), maybe.words.similar_to("a"), maybe.words.contains("a")).from(maybe)),
    statement<
        R"(select "every"."words" collate "C" from "every" where "every"."line" collate "C" > $1 order by "every"."words" collate "C" desc)">(
        select(collate<"C">(every.words))
            .from(every)
            .where(collate<"C">(every.line) > "a")
            .order_by(desc(collate<"C">(every.words)))),
    statement<
        R"(select "every"."id" from "every" where ("every"."words" || "every"."line") collate "C" between (($1 || "every"."line") )"
        R"(collate "C") and $2)">(select_id.where(
        collate<"C">(concatenated(every.words, every.line)).between(collate<"C">(concatenated("a", every.line)), "z"))),
};

const golden::statements arrays{
    statement<R"(select "every"."id" from "every" where "every"."whole" = any($1) and "every"."words" <> all($2) and "every"."big" > all($3))">(
        select_id.where(every.whole == any_of(std::vector{1, 2}) and every.words != all_of(std::array{"a", "b"}) and
                        every.big > all_of(arg<"least">)), std::vector{1L, 2L}),
    statement<R"(select "every"."whole" < any($1), "every"."whole" = any($2), "maybe"."whole" = all($3), "every"."mood" = any($4) )"
              R"(from "every" cross join "maybe")">(
        select(any_of(std::vector{1, 2}) > every.whole, every.whole == any_of(std::vector<std::optional<int>>{1, std::nullopt}),
               maybe.whole == all_of(std::vector{1}), every.mood == any_of(std::vector{feeling::calm}))
            .from(every)
            .cross_join(maybe)),
    statement<R"(select "every"."id" from "every" where $1 = any(string_to_array("every"."words", $2)) and $3 <> )"
              R"(all(string_to_array("every"."line", $4)) and $5 > any (select "maybe"."whole" from "maybe") and )"
              R"($6 < all (select "maybe"."big" from "maybe"))">(
        select_id.where("a" == any_of(string_to_array(every.words, ",")) and
                        arg<"word"> != all_of(string_to_array(every.line, ",")) and
                        5 > any_of(select(maybe.whole).from(maybe)) and
                        all_of(select(maybe.big).from(maybe)) > arg<"big">), "b", 1),
    statement<R"(select "every"."id" from "every" where "every"."words" = any(string_to_array("every"."line", $1::text)) and )"
              R"((string_to_array("every"."line", $2::text)) @> $3 and (string_to_array("every"."line", $4::text)) && $5 and )"
              R"((string_to_array("every"."line", $6::text)) <@ (string_to_array("every"."words", $7::text)))">(
        select_id.where(every.words == any_of(expr<types::array<types::text>, "string_to_array({}, {})">(every.line, ",")) and
                        expr<types::array<types::text>, "string_to_array({}, {})">(every.line, ",").contains(std::vector{"a"}) and
                        expr<types::array<types::text>, "string_to_array({}, {})">(every.line, ",").overlaps(std::vector{"a"}) and
                        expr<types::array<types::text>, "string_to_array({}, {})">(every.line, ",")
                            .contained_by(expr<types::array<types::text>, "string_to_array({}, {})">(every.words, ",")))),
};

constexpr auto select_slot = select(slot.id).from(slot);
constexpr std::chrono::sys_time<std::chrono::microseconds> noon = std::chrono::sys_days{2024y / 2 / 29} + 12h;
using seats = range<std::int32_t>;

const golden::statements ranges{
    statement<R"(select "slot"."id" from "slot" where "slot"."during" @> $1::timestamptz and "slot"."during" @> "slot"."starts" and )"
              R"("slot"."seats" @> $2 and "slot"."seats" @> $3::integer and "slot"."free" @> "slot"."seats" and "slot"."free" @> "slot"."id" )"
              R"(and "slot"."free" @> $4::int4range and "slot"."price" @> $5)">(
        select_slot.where(slot.during.contains(noon) and slot.during.contains(slot.starts) and slot.seats.contains(seats{1, 3}) and
                          slot.seats.contains(2) and slot.free.contains(slot.seats) and slot.free.contains(slot.id) and
                          slot.free.contains(seats{1, 2}) and slot.price.contains(arg<"prices">)),
        range<numeric>{numeric{"1.6"}, {}, false}),
    statement<R"(select "slot"."id" from "slot" where "slot"."id" <@ $1::int4range and "slot"."starts" <@ "slot"."during" and )"
              R"("slot"."seats" <@ "slot"."free" and "slot"."id" <@ $2::int4multirange and "slot"."seats" <@ $3)">(
        select_slot.where(slot.id.contained_by(seats{1, 3}) and slot.starts.contained_by(slot.during) and
                          slot.seats.contained_by(slot.free) and slot.id.contained_by(multirange<std::int32_t>{{{1, 2}}}) and
                          slot.seats.contained_by(seats::empty()))),
    statement<R"(select "slot"."seats" && $1, "slot"."free" && "slot"."seats", "slot"."seats" -|- $2, "slot"."seats" << $3, )"
              R"("slot"."free" >> "slot"."seats", "slot"."seats" &< $4, "slot"."seats" &> "slot"."free" from "slot")">(
        select(slot.seats.overlaps(seats{1, 3}), slot.free.overlaps(slot.seats), adjacent(slot.seats, seats{5, 6}),
               slot.seats << seats{8, 9}, slot.free >> slot.seats, ends_no_later(slot.seats, arg<"before">),
               starts_no_earlier(slot.seats, slot.free))
            .from(slot),
        seats{.upper = 7}),
    statement<
        R"(select "slot"."seats" + $1, "slot"."seats" * int4range("slot"."id", $2), "slot"."free" - $3, "slot"."during" * $4 from "slot" )"
        R"(where "slot"."seats" = $5 and "slot"."seats" < $6 and "slot"."free" = any($7))">(
        select(slot.seats + seats{1, 3}, slot.seats * int4range(slot.id, 3), slot.free - multirange<std::int32_t>{{{1, 2}}},
               slot.during * arg<"within">)
            .from(slot)
            .where(slot.seats == seats{1, 5} and slot.seats < seats{} and slot.free.in({multirange<std::int32_t>{}})),
        range<std::chrono::sys_time<std::chrono::microseconds>>{noon, noon, true, true}),
    statement<
        R"(select lower("slot"."during"), upper("slot"."seats"), lower("slot"."free"), isempty("slot"."seats"), lower_inc("slot"."price"), )"
        R"(upper_inf("slot"."price"), range_merge("slot"."free"), tstzrange($1, "slot"."starts", $2), lower(upper("every"."words")) )"
        R"(from "slot" cross join "every")">(
        select(lower(slot.during), upper(slot.seats), lower(slot.free), isempty(slot.seats), lower_inc(slot.price),
               upper_inf(slot.price), range_merge(slot.free), tstzrange(noon, slot.starts, "[]"), lower(upper(every.words)))
            .from(slot)
            .cross_join(every)),
    statement<R"(select range_agg("slot"."seats"), range_intersect_agg("slot"."free"), count(*) from "slot")">(
        select(range_agg(slot.seats), range_intersect_agg(slot.free), count()).from(slot)),
};

const golden::statements documents{
    statement<R"(select "every"."document" -> $1, "every"."document" -> $2 -> $3::integer, "every"."document" ->> $4, )"
              R"("every"."document" -> $5 ->> $6::integer, "every"."document" #> $7, "every"."document" #>> $8 from "every")">(
        select(every.document["a"], every.document["a"][0], every.document["a"].as_text(), every.document[arg<"key">][1].as_text(),
               every.document[std::vector{"a", "0"}], every.document[std::vector<std::string>{"a"}].as_text())
            .from(every),
        "b"),
    statement<R"(select "maybe"."id" from "maybe" where "maybe"."document" @> $1 and "maybe"."document" <@ "maybe"."document" and )"
              R"("maybe"."document" -> $2 = $3 and "maybe"."document" ->> $4 like $5)">(
        select_maybe.where(maybe.document.contains(json{R"({"a": 1})"}) and maybe.document.contained_by(maybe.document) and
                           maybe.document["a"] == json{"1"} and maybe.document["a"].as_text().starts_with("1"))),
    statement<
        R"(select "every"."document" ? $1, "every"."document" ?| $2, "every"."document" ?& $3, "maybe"."document" ? "maybe"."words" )"
        R"(from "every" cross join "maybe")">(
        select(has_key(every.document, "a"), has_any_key(every.document, std::vector{"a", "b"}),
               has_all_keys(every.document, arg<"keys">), has_key(maybe.document, maybe.words))
            .from(every)
            .cross_join(maybe),
        std::vector{"a"}),
    statement<
        R"(select "every"."document" - $1, "maybe"."document" - $2::text[], "every"."document" - "maybe"."words" from "every" )"
        R"(cross join "maybe" where jsonb_typeof("every"."document") = $3 and jsonb_typeof("maybe"."document") = $4)">(
        select(every.document - "a", maybe.document - std::vector{"a", "b"}, every.document - maybe.words)
            .from(every)
            .cross_join(maybe)
            .where(jsonb_typeof(every.document) == "object" and jsonb_typeof(maybe.document) == "object")),
};
}  // namespace
