// Golden statements: conditions on columns, values and arguments.
#include <array>        // std::array
#include <chrono>       // std::chrono::sys_days
#include <optional>     // std::optional
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;
using namespace std::chrono_literals;

constexpr auto select_id = select(every.id).from(every);

const golden::statements operators{
    statement<R"(select "every"."id" from "every" where "every"."whole" = $1)">(select_id.where(every.whole == 1)),
    statement<R"(select "every"."id" from "every" where "every"."whole" <> $1)">(select_id.where(every.whole != 1)),
    statement<R"(select "every"."id" from "every" where "every"."whole" < $1)">(select_id.where(every.whole < 1)),
    statement<R"(select "every"."id" from "every" where "every"."whole" <= $1)">(select_id.where(every.whole <= 1)),
    statement<R"(select "every"."id" from "every" where "every"."whole" > $1)">(select_id.where(every.whole > 1)),
    statement<R"(select "every"."id" from "every" where "every"."whole" >= $1)">(select_id.where(every.whole >= 1)),
    statement<R"(select "every"."id" from "every" where "every"."whole" = $1)">(select_id.where(1 == every.whole)),
    statement<R"(select "every"."id" from "every" where "every"."whole" <> $1)">(select_id.where(1 != every.whole)),
    statement<R"(select "every"."id" from "every" where "every"."whole" > $1)">(select_id.where(1 < every.whole)),
    statement<R"(select "every"."id" from "every" where "every"."whole" >= $1)">(select_id.where(1 <= every.whole)),
    statement<R"(select "every"."id" from "every" where "every"."whole" < $1)">(select_id.where(1 > every.whole)),
    statement<R"(select "every"."id" from "every" where "every"."whole" <= $1)">(select_id.where(1 >= every.whole)),
    statement<R"(select "every"."id" from "every" where "every"."whole" = $1)">(select_id.where(every.whole == arg<"n">), 1),
    statement<R"(select "every"."id" from "every" where "every"."whole" <= $1)">(select_id.where(arg<"n"> >= every.whole), 1),
    statement<R"(select "every"."id" from "every" where "every"."words" <> "every"."line")">(
        select_id.where(every.words != every.line)),
    statement<R"(select "every"."id" from "every" where "every"."small" < "every"."big" and "every"."whole" <= "every"."exact" )"
              R"(and "every"."single" > "every"."money" and "every"."twice" >= "every"."small")">(select_id.where(
        every.small < every.big and every.whole <= every.exact and every.single > every.money and every.twice >= every.small)),
    statement<R"(select "every"."id" from "every" where "every"."day" < "every"."wall")">(select_id.where(every.day < every.wall)),
};

// $1 of each type
const golden::statements values_of_every_type{
    statement<R"(select "every"."id" from "every" where "every"."small" = $1)">(select_id.where(every.small == 1)),
    statement<R"(select "every"."id" from "every" where "every"."big" = $1)">(select_id.where(every.big == 1U)),
    statement<R"(select "every"."id" from "every" where "every"."exact" = $1)">(select_id.where(every.exact == numeric{"1.5"})),
    statement<R"(select "every"."id" from "every" where "every"."money" > $1)">(select_id.where(every.money > 1)),
    statement<R"(select "every"."id" from "every" where "every"."single" = $1)">(select_id.where(every.single == 1.5F)),
    statement<R"(select "every"."id" from "every" where "every"."twice" = $1)">(select_id.where(every.twice == 1.5)),
    statement<R"(select "every"."id" from "every" where "every"."truth" = $1)">(select_id.where(every.truth == true)),
    statement<R"(select "every"."id" from "every" where "every"."truth")">(select_id.where(every.truth)),
    statement<R"(select "every"."id" from "every" where "every"."words" = $1)">(select_id.where(every.words == "words")),
    statement<R"(select "every"."id" from "every" where "every"."line" = $1)">(select_id.where(every.line == std::string("line"))),
    statement<R"(select "every"."id" from "every" where "every"."free_line" = $1)">(
        select_id.where(every.free_line == std::string_view("free"))),
    statement<R"(select "every"."id" from "every" where "every"."key" = $1)">(select_id.where(every.key == uuid{})),
    statement<R"(select "every"."id" from "every" where "every"."day" = $1)">(select_id.where(every.day == 2024y / 2 / 29)),
    statement<R"(select "every"."id" from "every" where "every"."wall" < $1)">(
        select_id.where(every.wall < std::chrono::local_days{2024y / 2 / 29} + 12h)),
    statement<R"(select "every"."id" from "every" where "every"."moment" < $1)">(
        select_id.where(every.moment < std::chrono::sys_days{2024y / 2 / 29})),
    statement<R"(select "every"."id" from "every" where "every"."document" = $1)">(
        select_id.where(every.document == json{R"({"a": [1, null]})"})),
    statement<R"(select "every"."id" from "every" where "every"."bytes" > $1)">(
        select_id.where(every.bytes > std::vector{std::byte{0}})),
    statement<R"(select "every"."id" from "every" where "every"."mood" = $1)">(select_id.where(every.mood == feeling::none)),
    statement<R"(select "every"."id" from "every" where "every"."mood" < $1)">(select_id.where(every.mood < arg<"mood">), feeling::odd),
    statement<R"(select "every"."id" from "every" where "every"."cost" = $1)">(select_id.where(every.cost == cents{100})),
    statement<R"(select "every"."id" from "every" where "every"."handle" = $1)">(select_id.where(every.handle == at_name{"@ada"})),
    statement<R"(select "every"."id" from "every" where "every"."handle" = $1)">(select_id.where(every.handle == arg<"h">),
                                                                               at_name{"@ada"}),
};

const golden::statements logic{
    statement<R"(select "every"."id" from "every" where "every"."small" = $1 and "every"."whole" = $2 and "every"."big" = $3)">(
        select_id.where(every.small == 1 and every.whole == 1 and every.big == 1)),
    statement<R"(select "every"."id" from "every" where "every"."small" = $1 and ("every"."whole" = $2 or "every"."big" = $3))">(
        select_id.where(every.small == 1 and (every.whole == 1 or every.big == 1))),
    statement<R"(select "every"."id" from "every" where "every"."small" = $1 and "every"."whole" = $2 or "every"."big" = $3)">(
        select_id.where((every.small == 1 and every.whole == 1) or every.big == 1)),
    statement<R"(select "every"."id" from "every" where "every"."small" = $1 or "every"."whole" = $2 or "every"."big" = $3)">(
        select_id.where(every.small == 1 or (every.whole == 1 or every.big == 1))),
    statement<R"(select "every"."id" from "every" where not "every"."truth")">(select_id.where(not every.truth)),
    statement<R"(select "every"."id" from "every" where not ("every"."truth" and "every"."small" = $1))">(
        select_id.where(not(every.truth and every.small == 1))),
    statement<R"(select "every"."id" from "every" where not "every"."small" = $1 and not (not "every"."truth"))">(
        select_id.where(not(every.small == 1) and not not every.truth)),
    statement<R"(select "every"."id" from "every" where ("every"."small" = $1) = "every"."truth")">(
        select_id.where((every.small == 1) == every.truth)),
    statement<R"(select "every"."id" from "every" where ("every"."truth" and "every"."small" = $1) <> "every"."truth")">(
        select_id.where((every.truth and every.small == 1) != every.truth)),
};

const golden::statements nulls{
    statement<R"(select "maybe"."id" from "maybe" where "maybe"."words" is null)">(
        select(maybe.id).from(maybe).where(maybe.words.is_null())),
    statement<R"(select "maybe"."id" from "maybe" where "maybe"."words" is not null and "maybe"."mood" is null)">(
        select(maybe.id).from(maybe).where(maybe.words.is_not_null() and maybe.mood.is_null())),
    statement<R"(select "maybe"."small" + $1 is null, "maybe"."small" = $2 is null, not "maybe"."truth" is null, )"
              R"((not "maybe"."truth") is null, ("maybe"."truth" or "maybe"."small" = $3) is not null from "maybe")">(
        select((maybe.small + 1).is_null(), (maybe.small == 1).is_null(), not maybe.truth.is_null(), (not maybe.truth).is_null(),
               (maybe.truth or maybe.small == 1).is_not_null())
            .from(maybe)),
};

const golden::statements patterns{
    statement<R"(select "every"."id" from "every" where "every"."words" like $1)">(select_id.where(every.words.like("w%"))),
    statement<R"(select "every"."id" from "every" where "every"."line" ilike $1)">(select_id.where(every.line.ilike("L_ne"))),
    statement<R"(select "every"."id" from "every" where "every"."handle" like $1)">(select_id.where(every.handle.like("a%"))),
    statement<R"(select "every"."id" from "every" where not "every"."words" like $1)">(
        select_id.where(not every.words.like(arg<"pattern">)), "x%"),
    statement<R"(select "every"."id" from "every" where "every"."words" like "every"."line")">(
        select_id.where(every.words.like(every.line))),
    statement<R"(select "every"."id" from "every" where "every"."words" like $1 = "every"."truth")">(
        select_id.where(every.words.like("w%") == every.truth)),
    statement<R"(select "every"."id" from "every" where lower("every"."words") like lower("every"."line"))">(
        select_id.where(lower(every.words).like(lower(every.line)))),
};

const golden::statements ranges{
    statement<R"(select "every"."id" from "every" where "every"."whole" between $1 and $2)">(select_id.where(every.whole.between(1, 2))),
    statement<R"(select "every"."id" from "every" where "every"."whole" between "every"."small" and "every"."big" - $1)">(
        select_id.where(every.whole.between(every.small, every.big - 1))),
    statement<R"(select "every"."id" from "every" where "every"."line" between $1 and $2)">(
        select_id.where(every.line.between(arg<"from">, arg<"to">)), "a", "z"),
    statement<R"(select "every"."id" from "every" where not "every"."day" between $1 and $1 and "every"."truth")">(
        select_id.where(not every.day.between(arg<"day">, arg<"day">) and every.truth), std::chrono::sys_days{}),
    statement<R"(select "every"."id" from "every" where "every"."whole" + $1 between $2 and $3)">(
        select_id.where((every.whole + 1).between(1, 2))),
    statement<R"(select "every"."id" from "every" where "every"."mood" between $1 and $2)">(
        select_id.where(every.mood.between(feeling::calm, feeling::odd))),
    statement<R"(select "every"."id" from "every" where ("every"."truth" and "every"."truth") between $1 and $2)">(
        select_id.where((every.truth and every.truth).between(false, true))),
};

const golden::statements lists{
    statement<R"(select "every"."id" from "every" where "every"."whole" = any($1))">(select_id.where(every.whole.in({1, 2, 3}))),
    statement<R"(select "every"."id" from "every" where "every"."small" = any($1))">(select_id.where(every.small.in(std::vector{1, 2}))),
    statement<R"(select "every"."id" from "every" where "every"."big" = any($1))">(select_id.where(every.big.in(std::array{1L, 2L}))),
    statement<R"(select "every"."id" from "every" where "every"."exact" = any($1))">(select_id.where(every.exact.in({numeric{1}}))),
    statement<R"(select "every"."id" from "every" where "every"."money" = any($1))">(select_id.where(every.money.in({1}))),
    statement<R"(select "every"."id" from "every" where "every"."single" = any($1))">(select_id.where(every.single.in({1.5F}))),
    statement<R"(select "every"."id" from "every" where "every"."twice" = any($1))">(select_id.where(every.twice.in({1.5}))),
    statement<R"(select "every"."id" from "every" where "every"."truth" = any($1))">(select_id.where(every.truth.in({true}))),
    statement<R"(select "every"."id" from "every" where "every"."words" = any($1))">(select_id.where(every.words.in({"words", "b"}))),
    statement<R"(select "every"."id" from "every" where "every"."line" = any($1))">(
        select_id.where(every.line.in(std::vector<std::string>{"line", "NULL", ""}))),
    statement<R"(select "every"."id" from "every" where "every"."free_line" = any($1))">(
        select_id.where(every.free_line.in(std::vector<std::optional<std::string>>{"free", std::nullopt}))),
    statement<R"(select "every"."id" from "every" where "every"."key" = any($1))">(select_id.where(every.key.in({uuid{}}))),
    statement<R"(select "every"."id" from "every" where "every"."day" = any($1))">(select_id.where(every.day.in({2024y / 2 / 29}))),
    statement<R"(select "every"."id" from "every" where "every"."wall" = any($1))">(
        select_id.where(every.wall.in({std::chrono::local_days{2024y / 2 / 29} + 12h}))),
    statement<R"(select "every"."id" from "every" where "every"."moment" = any($1))">(
        select_id.where(every.moment.in({std::chrono::sys_days{2024y / 2 / 29}}))),
    statement<R"(select "every"."id" from "every" where "every"."document" = any($1))">(select_id.where(every.document.in({json{}}))),
    statement<R"(select "every"."id" from "every" where "every"."bytes" = any($1))">(
        select_id.where(every.bytes.in(std::vector<std::vector<std::byte>>{{}, {std::byte{0}}}))),
    statement<R"(select "every"."id" from "every" where "every"."mood" = any($1))">(select_id.where(every.mood.in({feeling::odd, feeling::none}))),
    statement<R"(select "every"."id" from "every" where "every"."cost" = any($1))">(select_id.where(every.cost.in({cents{100}}))),
    statement<R"(select "every"."id" from "every" where "every"."handle" = any($1))">(select_id.where(every.handle.in({at_name{"@ada"}}))),
    statement<R"(select "every"."id" from "every" where "every"."whole" = any($1))">(select_id.where(every.whole.in(arg<"ids">)),
                                                                                   std::vector<int>{}),
    statement<R"(select "every"."id" from "every" where "every"."mood" = any($1))">(select_id.where(every.mood.in(arg<"moods">)),
                                                                                  std::vector{feeling::calm}),
    statement<R"(select "every"."id" from "every" where not "every"."whole" + $1 = any($2))">(
        select_id.where(not(every.whole + 1).in({1, 2}))),
    statement<R"(select "every"."id" from "every" where ("every"."whole" = any($1)) = "every"."truth")">(
        select_id.where(every.whole.in({1}) == every.truth)),
};
}  // namespace
