// Golden statements: arithmetic and functions. tests/postgres/catalogs.cpp has all pairs of number types.
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

constexpr auto a = every.small;
constexpr auto c = every.exact;

const golden::statements arithmetic{
    statement<R"(select "every"."small" + $1, "every"."small" - $2, "every"."small" * $3, "every"."small" / $4 from "every")">(
        select(a + 0, a - 0, a * 1, a / 1).from(every)),
    statement<R"(select $1 + "every"."small", $2 - "every"."exact" - $3, $4 * ("every"."small" - $5), $6 / "every"."exact" from "every" )"
              R"(where "every"."exact" <> $7)">(
        select(0 + a, numeric{"0.5"} - c - 1, 2 * (a - 1), arg<"n"> / c).from(every).where(c != 0), 8),
    statement<R"(select "every"."big" + $1, "every"."exact" - $2, "every"."money" * $3, "every"."single" / $4, "every"."twice" + $5 )"
              R"(from "every")">(
        select(every.big + 0, every.exact - numeric{"0.5"}, every.money * 2, every.single / 2.0F, every.twice + 0.5).from(every)),
    statement<R"(select "every"."small" + "every"."exact" * "every"."exact", ("every"."small" + "every"."exact") * "every"."exact" from "every")">(
        select(a + c * c, (a + c) * c).from(every)),
    statement<R"(select "every"."exact" - "every"."small" - "every"."small", "every"."exact" - ("every"."small" - "every"."small"), )"
              R"("every"."exact" - ("every"."small" + "every"."small") from "every")">(
        select(c - a - a, c - (a - a), c - (a + a)).from(every)),
    statement<R"(select "every"."exact" * "every"."exact" / "every"."small", "every"."exact" * ("every"."exact" / "every"."small"), )"
              R"("every"."exact" / ("every"."small" * "every"."exact") from "every" where "every"."exact" <> $1)">(
        select(c * c / a, c * (c / a), c / (a * c)).from(every).where(c != 0)),
    statement<R"(select "every"."cost" + "every"."exact", "every"."cost" * $1 from "every")">(
        select(every.cost + c, every.cost * 1).from(every)),
    statement<R"(select "every"."small" + $1 + $2 from "every")">(select(a + arg<"x"> + arg<"y">).from(every), 0, 0),
    statement<R"(select "maybe"."small" + $1, "maybe"."small" + "maybe"."big" from "maybe")">(
        select(maybe.small + 1, maybe.small + maybe.big).from(maybe)),
    statement<R"(select "every"."small" + "every"."exact" > "every"."small" * $1 from "every")">(
        select(a + c > a * 1).from(every)),
};

const golden::statements text_functions{
    statement<R"(select lower("every"."words"), upper("every"."line"), length("every"."handle") from "every")">(
        select(lower(every.words), upper(every.line), length(every.handle)).from(every)),
    statement<R"(select lower(upper("maybe"."words")), length(lower("maybe"."free_line")) + $1 from "maybe")">(
        select(lower(upper(maybe.words)), length(lower(maybe.free_line)) + 1).from(maybe)),
    statement<R"(select "every"."id" from "every" where lower("every"."line") = lower("every"."words") and length("every"."line") > $1)">(
        select(every.id).from(every).where(lower(every.line) == lower(every.words) and length(every.line) > 1)),
    statement<R"(select "every"."id" from "every" where lower("every"."line") = lower($1) and length("every"."line") >= length($1))">(
        select(every.id).from(every).where(lower(every.line) == lower(arg<"x">) and length(every.line) >= length(arg<"x">)), "A"),
};

/// A function of the app's own; this one is PostgreSQL's by its whole name.
inline constexpr virga::function<"pg_catalog.substr", virga::types::text(virga::types::text, virga::types::integer)> tail;

const golden::statements more_text_functions{
    statement<R"(select replace("every"."words", $1, $2), left("every"."line", $3), split_part("every"."handle", $4, $5), )"
              R"(starts_with("every"."words", $6), strpos("every"."words", "every"."line") from "every")">(
        select(replace(every.words, "a", "b"), left(every.line, 3), split_part(every.handle, " ", 1), starts_with(every.words, "a"),
               strpos(every.words, every.line))
            .from(every)),
    statement<R"(select regexp_substr("maybe"."words", $1), btrim("maybe"."words"), md5("maybe"."words") from "maybe")">(
        select(regexp_substr(maybe.words, "z+"), btrim(maybe.words), md5(maybe.words)).from(maybe)),
    statement<R"(select encode("every"."bytes", $1), length("every"."bytes") from "every")">(
        select(encode(every.bytes, "hex"), length(every.bytes)).from(every)),
    statement<R"(select "every"."id" from "every" where pg_catalog.substr("every"."words", $1) <> $2)">(
        select(every.id).from(every).where(tail(every.words, 2) != "x")),
};

const golden::statements number_functions{
    statement<R"(select abs("every"."small"), abs("every"."money"), ceil("every"."small"), floor("every"."exact"), )"
              R"(round("every"."money", $1), trunc("every"."twice"), sign("every"."big") from "every")">(
        select(abs(every.small), abs(every.money), ceil(every.small), floor(every.exact), round(every.money, 1), trunc(every.twice),
               sign(every.big))
            .from(every)),
    statement<R"(select power("every"."single", $1), mod("every"."small", $2), gcd("every"."small", "every"."big"), pi() from "every")">(
        select(power(every.single, 2.0), mod(every.small, 7), gcd(every.small, every.big), pi()).from(every)),
    statement<R"(select greatest("maybe"."small", $1), least("maybe"."small", "maybe"."small", $2), nullif("maybe"."small", $3) from "maybe")">(
        select(greatest(maybe.small, 1), least(maybe.small, maybe.small, 2), nullif(maybe.small, 3)).from(maybe)),
    statement<R"(select coalesce("maybe"."words", "maybe"."free_line", $1) from "maybe")">(
        select(coalesce(maybe.words, maybe.free_line, "none")).from(maybe)),
};

const golden::statements more_aggregates{
    statement<R"(select bool_and("every"."truth"), bit_or("every"."small"), stddev_pop("every"."twice"), string_agg("every"."words", $1) )"
              R"(from "every")">(
        select(bool_and(every.truth), bit_or(every.small), stddev_pop(every.twice), string_agg(every.words, ", ")).from(every)),
};

const golden::statements json_functions{
    statement<R"(select jsonb_typeof("every"."document"), to_jsonb("every"."small"), jsonb_pretty("every"."document") from "every")">(
        select(jsonb_typeof(every.document), to_jsonb(every.small), jsonb_pretty(every.document)).from(every)),
};

const golden::statements moment_functions{
    statement<R"(select date_trunc($1, timezone($2, "every"."moment")), date_part($3, "every"."day"), isfinite("every"."wall"), )"
              R"(statement_timestamp() from "every" where "every"."moment" < to_timestamp("every"."twice"))">(
        select(date_trunc("hour", at_time_zone(every.moment, "Europe/Berlin")), date_part("year", every.day), isfinite(every.wall),
               statement_timestamp())
            .from(every)
            .where(every.moment < to_timestamp(every.twice))),
};

const golden::statements by_hand{
    statement<
        R"(select length("every"."words"), "every"."line" similar to $1::text as "fits", ("every"."small" + $2) % $3::integer from "every" )"
        R"(where not ("every"."words" = '{}') and (1 = 1 or false) order by upper("every"."line") desc)">(
        select(virga::expr<virga::types::integer, "length({})">(every.words),
               virga::expr<virga::types::boolean, "{} similar to {}">(every.line, "[a-z]+").as<"fits">(),
               virga::expr<virga::types::integer, "{} % {}">(a + 1, 2))
            .from(every)
            .where(not virga::expr<virga::types::boolean, "{} = '{}'">(every.words) and
                   virga::expr<virga::types::boolean, "1 = 1 or false">())
            .order_by(desc(virga::expr<virga::types::text, "upper({})">(every.line)))),
    statement<R"(select max(length("maybe"."words")), count(*) from "maybe" group by substring("maybe"."words" from 1 for 1))">(
        select(max(virga::expr<virga::types::integer, "length({})">(maybe.words)), count())
            .from(maybe)
            .group_by(virga::expr<virga::types::text, "substring({} from 1 for 1)">(maybe.words))),
    statement<R"(select $1::boolean, $2::smallint, $3::bigint, $4::real, $5::double precision, $6::numeric, $7::uuid, $8::date, )"
              R"($9::timestamp, $10::timestamptz, $11::bytea, current_setting('no.such', true) from "every")">(
        select(virga::expr<virga::types::boolean, "{}">(true), virga::expr<virga::types::smallint, "{}">(std::int16_t{1}),
               virga::expr<virga::types::bigint, "{}">(std::int64_t{1}), virga::expr<virga::types::real, "{}">(0.5F),
               virga::expr<virga::types::double_precision, "{}">(0.5),
               virga::expr<virga::types::numeric<>, "{}">(virga::numeric{"0.1"}),
               virga::expr<virga::types::uuid, "{}">(virga::uuid{}), virga::expr<virga::types::date, "{}">(std::chrono::sys_days{}),
               virga::expr<virga::types::timestamp, "{}">(std::chrono::local_time<std::chrono::microseconds>{}),
               virga::expr<virga::types::timestamptz, "{}">(std::chrono::sys_time<std::chrono::microseconds>{}),
               virga::expr<virga::types::bytea, "{}">(std::vector<std::byte>{}),
               virga::expr<virga::types::text, "current_setting('no.such', true)", virga::stable, virga::may_be_null>())
            .from(every)),
};

const golden::statements time_functions{
    statement<R"(select "every"."id" from "every" where "every"."moment" < now())">(
        select(every.id).from(every).where(every.moment < now())),
    statement<R"(select "every"."id" from "every" where now() >= "every"."moment" and now() <> $1)">(
        select(every.id).from(every).where(now() >= every.moment and now() != std::chrono::sys_days{})),
};

const golden::statements coalesces{
    statement<R"(select coalesce("maybe"."small", $1), coalesce("maybe"."whole", $2), coalesce("maybe"."big", $3), )"
              R"(coalesce("maybe"."exact", $4), coalesce("maybe"."money", $5), coalesce("maybe"."single", $6), )"
              R"(coalesce("maybe"."twice", $7), coalesce("maybe"."truth", $8) from "maybe")">(
        select(coalesce(maybe.small, 1), coalesce(maybe.whole, 1), coalesce(maybe.big, 1), coalesce(maybe.exact, 1),
               coalesce(maybe.money, numeric{"1.5"}), coalesce(maybe.single, 1.5F), coalesce(maybe.twice, 1.5),
               coalesce(maybe.truth, true))
            .from(maybe)),
    statement<R"(select coalesce("maybe"."words", $1), coalesce("maybe"."line", $2), coalesce("maybe"."free_line", $3), )"
              R"(coalesce("maybe"."handle", $4), coalesce("maybe"."key", $5), coalesce("maybe"."day", $6), )"
              R"(coalesce("maybe"."moment", now()), coalesce("maybe"."document", $7), coalesce("maybe"."bytes", $8), )"
              R"(coalesce("maybe"."mood", $9), coalesce("maybe"."cost", $10) from "maybe")">(
        select(coalesce(maybe.words, "a"), coalesce(maybe.line, "a"), coalesce(maybe.free_line, arg<"free">),
               coalesce(maybe.handle, at_name{"@a"}), coalesce(maybe.key, uuid{}), coalesce(maybe.day, std::chrono::sys_days{}),
               coalesce(maybe.moment, now()), coalesce(maybe.document, json{}),
               coalesce(maybe.bytes, std::vector<std::byte>{}), coalesce(maybe.mood, feeling::calm), coalesce(maybe.cost, cents{1}))
            .from(maybe),
        "b"),
    statement<R"(select coalesce("maybe"."words", "maybe"."free_line"), coalesce("maybe"."line", "maybe"."words"), )"
              R"(coalesce("maybe"."line", "maybe"."free_line") from "maybe")">(
        select(coalesce(maybe.words, maybe.free_line), coalesce(maybe.line, maybe.words), coalesce(maybe.line, maybe.free_line))
            .from(maybe)),
    statement<R"(select coalesce("maybe"."money", "maybe"."exact"), coalesce("maybe"."exact", "maybe"."money"), )"
              R"(coalesce("maybe"."id", $1) from "maybe")">(
        select(coalesce(maybe.money, maybe.exact), coalesce(maybe.exact, maybe.money), coalesce(maybe.id, 1)).from(maybe)),
    statement<R"(select coalesce(coalesce("maybe"."words", "maybe"."line"), $1), coalesce("maybe"."whole", "maybe"."id") > $2 from "maybe")">(
        select(coalesce(coalesce(maybe.words, maybe.line), "a"), coalesce(maybe.whole, maybe.id) > 1).from(maybe)),
};
}  // namespace
