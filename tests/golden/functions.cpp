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
    // A number alone would be the place of a column, and another constant refused; 1 + 1 is an expression.
    statement<R"(select distinct on (2::integer) "maybe"."words" from "maybe" order by 2::integer, (-1)::integer desc, 'a'::text, 1 + 1)">(
        select(maybe.words)
            .from(maybe)
            .distinct_on(virga::expr<virga::types::integer, "2">())
            .order_by(virga::expr<virga::types::integer, "2">(), desc(virga::expr<virga::types::integer, "(-1)">()),
                      virga::expr<virga::types::text, "'a'">(), virga::expr<virga::types::integer, "1 + 1">())),
    statement<R"(select 1, count(*) from "maybe" group by 1::integer, null::text)">(
        select(virga::expr<virga::types::integer, "1">(), count())
            .from(maybe)
            .group_by(virga::expr<virga::types::integer, "1">(), virga::expr<virga::types::text, "null", virga::may_be_null>())),
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

inline constexpr virga::pg::sequence<"label_id_seq"> label_number;  // that of an identity
const golden::statements sequence_functions{
    statement<R"(insert into "label" ("id", "name") values (nextval('"public"."label_id_seq"'::regclass), $1))">(
        insert_into(label).values(label.id = nextval(label_number), label.name = "drawn")),
    statement<R"(select nextval('"public"."label_id_seq"'::regclass), currval('"public"."label_id_seq"'::regclass))">(
        select(nextval(label_number), currval(label_number))),
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

// ---- times and intervals -----------------------------------------------------------------------------

constexpr interval week{.days = 7};

const golden::statements times{
    statement<
        R"(select "every"."moment" + $1, $2 + "every"."moment", "every"."moment" - $3::interval, "every"."wall" + $4, )"
        R"("every"."day" + $5::interval, "every"."day" - $6::interval, "every"."day" + $7::integer, "every"."moment" - )"
        R"("maybe"."moment", "every"."wall" - "every"."day", "every"."day" - "maybe"."day" from "every" left join "maybe" on )"
        R"("maybe"."id" = "every"."id" where "every"."id" < $8)">(
        select(every.moment + week, week + every.moment, every.moment - week, every.wall + week, every.day + week, every.day - week,
               every.day + 7, every.moment - maybe.moment, every.wall - every.day, every.day - maybe.day)
            .from(every)
            .left_join(maybe, maybe.id == every.id)
            .where(every.id < 0)),
    statement<
        R"(select ("every"."moment" - "every"."moment") * $1, $2 * ("every"."moment" - "every"."moment"), )"
        R"(("every"."moment" - "every"."moment") / "every"."whole", -("every"."moment" - "every"."moment"), )"
        R"("every"."moment" - "every"."moment" + $3, "every"."whole" * $4::interval, "every"."moment" - "every"."moment" > $5 )"
        R"(from "every" where "every"."id" < $6)">(select((every.moment - every.moment) * 1.5, 2.0 * (every.moment - every.moment),
                                                          (every.moment - every.moment) / every.whole,
                                                          -(every.moment - every.moment), every.moment - every.moment + week,
                                                          every.whole* week, every.moment - every.moment > week)
                                                       .from(every)
                                                       .where(every.id < 0)),
    statement<
        R"(select age("every"."moment", "maybe"."moment"), age("every"."wall", $1), justify_days("every"."wall" - "every"."day"), )"
        R"(justify_hours("every"."wall" - "every"."day"), justify_interval("every"."wall" - "every"."day"), make_interval($2, $3, )"
        R"($4, "every"."whole"), date_bin($5, "every"."moment", "every"."moment"), isfinite("every"."wall" - "every"."day"), )"
        R"(to_char("every"."wall", $6), to_char("every"."whole", $7), to_date("every"."words" || $8, $9) is null, )"
        R"(date_trunc($10, "every"."moment", $11), date_trunc($12, "every"."wall" - "every"."day"), extract(hour from )"
        R"("every"."wall" - "every"."day"), make_time("every"."id", $13, $14) + $15::interval, extract(minute from make_time("every"."id", )"
        R"($16, $17)) from "every" left join "maybe" on "maybe"."id" = "every"."id" where "every"."id" < $18)">(
        select(age(every.moment, maybe.moment), age(every.wall, std::chrono::local_days{}), justify_days(every.wall - every.day),
               justify_hours(every.wall - every.day), justify_interval(every.wall - every.day), make_interval(0, 0, 0, every.whole),
               date_bin(week, every.moment, every.moment), isfinite(every.wall - every.day), to_char(every.wall, "YYYY-MM-DD"),
               to_char(every.whole, "999"), to_date(concatenated(every.words, ""), "YYYY").is_null(),
               date_trunc("day", every.moment, "Europe/Berlin"), date_trunc("hour", every.wall - every.day),
               extract<"hour">(every.wall - every.day),
               make_time(every.id, 0, 0.0) + interval{.microseconds = std::chrono::hours{1}},
               extract<"minute">(make_time(every.id, 0, 0.0)))
            .from(every)
            .left_join(maybe, maybe.id == every.id)
            .where(every.id < 0)),
};

// ---- full text search ---------------------------------------------------------------------------------

const golden::statements text_search{
    statement<
        R"(select ts_rank(to_tsvector('english'::regconfig, "post"."body"), websearch_to_tsquery('english'::regconfig, $1)), )"
        R"(ts_headline('english'::regconfig, "post"."title", websearch_to_tsquery('english'::regconfig, $2)) from "post" where )"
        R"(to_tsvector('english'::regconfig, "post"."body") @@ websearch_to_tsquery('english'::regconfig, $3))">(
        select(ts_rank(to_tsvector<"english">(post.body), websearch_to_tsquery<"english">("fat cats")),
               ts_headline<"english">(post.title, websearch_to_tsquery<"english">("fat cats")))
            .from(post)
            .where(to_tsvector<"english">(post.body).matches(websearch_to_tsquery<"english">("fat cats")))),
    statement<R"(select to_tsvector("post"."title") @@ to_tsquery($1), to_tsvector("post"."meta") @@ plainto_tsquery($2), )"
              R"(to_tsvector('simple'::regconfig, "post"."meta"), numnode(phraseto_tsquery($3)), ts_headline("post"."title", )"
              R"(to_tsquery("post"."title"), $4) from "post" where "post"."views" < $5)">(
        select(to_tsvector(post.title).matches(to_tsquery("fat & cat")),
               to_tsvector(post.meta).matches(plainto_tsquery(arg<"words">)), to_tsvector<"simple">(post.meta),
               numnode(phraseto_tsquery("fat cat")), ts_headline(post.title, to_tsquery(post.title), "MaxWords=5, MinWords=2"))
            .from(post)
            .where(post.views < 0),
        "cats"),
    statement<
        R"(select setweight(to_tsvector('english'::regconfig, "post"."title"), 'A') || setweight(to_tsvector('english'::regconfig, )"
        R"(coalesce("post"."body", $1)), 'B'), strip(to_tsvector('english'::regconfig, "post"."title")), )"
        R"(length(to_tsvector('english'::regconfig, "post"."title")), tsvector_to_array(to_tsvector('english'::regconfig, )"
        R"("post"."title")), querytree(tsquery_and(to_tsquery('english'::regconfig, $2), )"
        R"(tsquery_not(to_tsquery('english'::regconfig, $3)))), to_tsquery('english'::regconfig, $4) || )"
        R"(to_tsquery('english'::regconfig, $5), ts_rank_cd(to_tsvector('english'::regconfig, "post"."title"), )"
        R"(tsquery_phrase(to_tsquery('english'::regconfig, $6), to_tsquery('english'::regconfig, $7)), $8) from "post")">(
        select(concatenated(setweight<'A'>(to_tsvector<"english">(post.title)),
                            setweight<'B'>(to_tsvector<"english">(coalesce(post.body, "")))),
               strip(to_tsvector<"english">(post.title)), length(to_tsvector<"english">(post.title)),
               tsvector_to_array(to_tsvector<"english">(post.title)),
               querytree(tsquery_and(to_tsquery<"english">("fat"), tsquery_not(to_tsquery<"english">("rat")))),
               concatenated(to_tsquery<"english">("fat"), to_tsquery<"english">("cat")),
               ts_rank_cd(to_tsvector<"english">(post.title),
                          tsquery_phrase(to_tsquery<"english">("fat"), to_tsquery<"english">("cat")), 1))
            .from(post)),
};

// ---- what else there is --------------------------------------------------------------------------------

const golden::statements others{
    statement<
        R"(select string_to_array("post"."title", $1), array_append(string_to_array("post"."title", $2), $3), )"
        R"(array_prepend("post"."body", string_to_array("post"."title", $4)), array_remove(string_to_array("post"."title", $5), )"
        R"($6), array_replace(string_to_array("post"."title", $7), $8, $9), array_position(string_to_array("post"."title", $10), )"
        R"($11), array_positions(string_to_array("post"."title", $12), $13), cardinality(string_to_array("post"."title", $14)), )"
        R"(array_to_string(string_to_array("post"."title", $15), $16), array_to_json(string_to_array("post"."title", $17)), )"
        R"(trim_array(string_to_array("post"."title", $18), $19), regexp_match("post"."title", $20), substring("post"."title", )"
        R"($21), overlay("post"."title", $22, $23) from "post")">(
        select(string_to_array(post.title, " "), array_append(string_to_array(post.title, " "), "x"),
               array_prepend(post.body, string_to_array(post.title, " ")), array_remove(string_to_array(post.title, " "), "x"),
               array_replace(string_to_array(post.title, " "), "x", "y"), array_position(string_to_array(post.title, " "), "x"),
               array_positions(string_to_array(post.title, " "), "x"), cardinality(string_to_array(post.title, " ")),
               array_to_string(string_to_array(post.title, " "), ","), array_to_json(string_to_array(post.title, " ")),
               trim_array(string_to_array(post.title, " "), 0), regexp_match(post.title, "(x)|(y)"), substring(post.title, "x.*"),
               overlay(post.title, "x", 1))
            .from(post)),
    statement<R"(select current_database(), current_schema(), pg_size_pretty("post"."author_id"), pg_is_in_recovery(), )"
              R"(asinh("post"."score"), to_json("post"."price") from "post")">(
        select(current_database(), current_schema(), pg_size_pretty(post.author_id), pg_is_in_recovery(), asinh(post.score),
               to_json(post.price))
            .from(post)),
    // who asks is another one on each client: for no rows
    statement<
        R"(select inet_client_addr(), host(inet_client_addr()), network(inet_client_addr()), set_masklen(inet_client_addr(), )"
        R"($1) from "post" where "post"."views" < $2)">(
        select(inet_client_addr(), host(inet_client_addr()), network(inet_client_addr()), set_masklen(inet_client_addr(), 8))
            .from(post)
            .where(post.views < 0)),
    statement<
        R"(select jsonb_build_object($1::text, "post"."title", $2::text, "post"."price", "post"."title", "post"."meta"), )"
        R"(jsonb_build_array("post"."views", "post"."body", $3::integer), json_build_object(), json_build_array($4::text) from )"
        R"("post")">(select(jsonb_build_object("title", post.title, "price", post.price, post.title, post.meta),
                            jsonb_build_array(post.views, post.body, 7), json_build_object(), json_build_array("a"))
                         .from(post)),
};

// ---- whole rows ----------------------------------------------------------------------------------------

const golden::statements rows_as_documents{
    statement<R"(select to_jsonb("person".*), row_to_json("chief".*), to_json("chief".*) from "person" left join "person" "chief" )"
              R"(on "chief"."id" = "person"."chief_id" where jsonb_typeof(to_jsonb("person".*)) = $1)">(
        select(to_jsonb(person), row_to_json(chief), to_json(chief))
            .from(person)
            .left_join(chief, chief.id == person.chief_id)
            .where(jsonb_typeof(to_jsonb(person)) == "object")),
    // by the key of its table a row is determined
    statement<R"(select row_to_json("person".*, $1), jsonb_agg("post".* order by "post"."views"), json_agg("tag".*) filter (where )"
              R"("tag"."rank" > $2) from "person" inner join "post" on "post"."author_id" = "person"."id" left join "blog"."tag" on )"
              R"("tag"."post_id" = "post"."id" group by "person"."id")">(
        select(row_to_json(person, true), jsonb_agg(post).order_by(post.views), json_agg(tag).filter(tag.rank > 0))
            .from(person)
            .inner_join(post, post.author_id == person.id)
            .left_join(tag, tag.post_id == post.id)
            .group_by(person.id)),
    statement<R"(select to_jsonb("post".*) from "post" group by to_jsonb("post".*))">(
        select(to_jsonb(post)).from(post).group_by(to_jsonb(post))),
    statement<R"(update "post" set "views" = $1, "updated_at" = now() where "post"."views" < $2 returning to_jsonb("post".*))">(
        update(post).set(post.views = 1).where(post.views < 0).returning(to_jsonb(post))),
};

const golden::statements by_other_names{
    statement<R"(select btrim("post"."title"), btrim("post"."title", $1), normalize("post"."title"), is_normalized("post"."title", )"
              R"($2), parse_ident(quote_ident("post"."title")), convert(convert_to("post"."title", $3), $4, $5), )"
              R"(make_timestamptz("post"."views" + $6, $7, $8, $9, $10, $11, $12) from "post")">(
        select(trim(post.title), trim(post.title, "x"), normalize(post.title), is_normalized(post.title, "NFD"),
               parse_ident(quote_ident(post.title)), convert(convert_to(post.title, "UTF8"), "UTF8", "LATIN1"),
               make_timestamptz(post.views + 1000, 1, 31, 0, 0, 0.5, "Europe/Berlin"))
            .from(post)),
    // who asks is another one on each client: for no rows
    statement<R"(select current_user, session_user, current_schemas('t'::boolean), pg_trigger_depth(), txid_current_if_assigned(), )"
              R"(pg_get_serial_sequence($1, "post"."title"), has_sequence_privilege("post"."title", $2), random() from "post" where )"
              R"(random() > $3)">(
        select(current_user(), session_user(), current_schemas(literal<true>), pg_trigger_depth(), txid_current_if_assigned(),
               pg_get_serial_sequence("person", post.title), has_sequence_privilege(post.title, "usage"), random_number())
            .from(post)
            .where(random_number() > 2.0)),
};
}  // namespace
