// Golden statements: inserts of many rows, whose text does not depend on their number.
#include <chrono>  // std::chrono::sys_days

#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

const std::vector<row<loose>> loose_rows{{1, "a"}, {std::nullopt, std::nullopt}};
const std::vector<insertable<person>> people{
    {.id = {}, .email = "1@example.org", .name = "One", .nick = "o", .chief_id = 1, .active = {}, .born = {}, .audit = {}},
    {.id = {}, .email = "2@example.org", .name = "Two", .nick = {}, .chief_id = {}, .active = false,
     .born = std::chrono::sys_days{}, .audit = {.created_at = std::chrono::sys_days{}, .updated_at = {}}},
};
const row<every> full{.id = 300,
                      .small = 1,
                      .whole = 2,
                      .big = 3,
                      .exact = numeric{"4.5"},
                      .money = numeric{"5.25"},
                      .single = 6.5F,
                      .twice = 7.5,
                      .truth = true,
                      .words = "NULL",
                      .line = "{a,\"b\"}",
                      .free_line = "back\\slash",
                      .key = uuid{},
                      .day = std::chrono::sys_days{},
                      .wall = std::chrono::local_days{},
                      .moment = std::chrono::sys_days{},
                      .document = json{R"({"a":"\""})"},
                      .bytes = {std::byte{0}},
                      .mood = feeling::odd,
                      .cost = {8},
                      .handle = {"@h"}};
const std::vector<insertable<preset>> presets(2);
const std::vector<insertable<touched>> touches{
    {},
    {.id = {}, .whole = std::nullopt, .words = std::nullopt, .day = std::nullopt, .status = std::nullopt, .cost = cents{7},
     .touched_day = {}, .touched_wall = {}, .touched_moment = {}},
};

const golden::statements rows_of_values{
    statement<R"(insert into "loose" ("a", "b") select "1", "2" from unnest($1::integer[], $2::text[]) as "given" ("1", "2"))">(
        insert_into(loose).rows(loose_rows)),
    statement<R"(insert into "loose" ("a", "b") select "1", "2" from unnest($1::integer[], $2::text[]) as "given" ("1", "2"))">(
        insert_into(loose).rows(std::vector<insertable<loose>>{})),
    statement<R"(insert into "every" ("id", "small", "whole", "big", "exact", "money", "single", "twice", "truth", "words", "line", )"
              R"("free_line", "key", "day", "wall", "moment", "document", "bytes", "mood", "cost", "handle") select "1", "2", "3", "4", )"
              R"("5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "21" from )"
              R"(unnest($1::integer[], $2::smallint[], $3::integer[], $4::bigint[], $5::numeric[], $6::numeric[], $7::real[], )"
              R"($8::double precision[], $9::boolean[], $10::text[], $11::text[], $12::text[], $13::uuid[], $14::date[], )"
              R"($15::timestamp[], $16::timestamptz[], $17::jsonb[], $18::bytea[], $19::"public"."Mood ""of"" it's"[], $20::bigint[], )"
              R"($21::text[]) as "given" ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", )"
              R"("17", "18", "19", "20", "21") returning "every"."id")">(
        insert_into(every).rows(std::vector{full}).returning(every.id)),
};

const golden::statements rows_with_defaults{
    statement<R"(insert into "person" ("email", "name", "nick", "chief_id", "active", "born", "created_at", "updated_at") select "1", )"
              R"("2", "3", "4", coalesce("5", $1), "6", coalesce("7", now()), coalesce("8", now()) from unnest($2::text[], )"
              R"($3::text[], $4::text[], $5::bigint[], $6::boolean[], $7::date[], $8::timestamptz[], $9::timestamptz[]) as "given" )"
              R"(("1", "2", "3", "4", "5", "6", "7", "8") on conflict ("email") do nothing returning "person"."id", "person"."email")">(
        insert_into(person).rows(people).on_conflict(person.email).do_nothing().returning(person.id, person.email)),
    statement<R"(insert into "preset" ("id", "small", "big", "money", "exact", "single", "twice", "truth", "words", "line", "key", "day", )"
              R"("wall", "moment", "long_ago", "document", "bytes", "mood", "cost", "handle") select coalesce("1", )"
              R"(nextval(pg_get_serial_sequence('"preset"', 'id'))), coalesce("2", $1), coalesce("3", $2), )"
              R"(coalesce("4", (1.25)::numeric), coalesce("5", $3), coalesce("6", (0.1)::real), coalesce("7", $4), coalesce("8", $5), )"
              R"(coalesce("9", $6), coalesce("10", $7), coalesce("11", gen_random_uuid()), coalesce("12", (now() at time zone 'UTC')::date), )"
              R"(coalesce("13", (now() at time zone 'UTC')), coalesce("14", now()), coalesce("15", ('4714-11-24 BC')::date), )"
              R"(coalesce("16", (json_build_object('a', 1))::jsonb), coalesce("17", ('\x00ff')::bytea), coalesce("18", $8), )"
              R"(coalesce("19", $9), coalesce("20", $10) from unnest($11::integer[], $12::smallint[], $13::bigint[], $14::numeric[], )"
              R"($15::numeric[], $16::real[], $17::double precision[], $18::boolean[], $19::text[], $20::text[], $21::uuid[], )"
              R"($22::date[], $23::timestamp[], $24::timestamptz[], $25::date[], $26::jsonb[], $27::bytea[], )"
              R"($28::"public"."Mood ""of"" it's"[], $29::bigint[], $30::text[]) as "given" ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", )"
              R"("11", "12", "13", "14", "15", "16", "17", "18", "19", "20"))">(insert_into(preset).rows(presets)),
    // a default and NULL are not the same
    statement<R"(insert into "touched" ("id", "whole", "words", "day", "status", "cost", "touched_day", "touched_wall", )"
              R"("touched_moment") select coalesce("1", nextval(pg_get_serial_sequence('"touched"', 'id'))), )"
              R"(case when "3" then "2" else $1 end, case when "5" then "4" else ('a' || 'b')::text end, )"
              R"(case when "7" then "6" else (now() at time zone 'UTC')::date end, case when "9" then "8" else $2 end, )"
              R"(case when "11" then "10" else $3 end, case when "13" then "12" else (now() at time zone 'UTC')::date end, )"
              R"(case when "15" then "14" else (now() at time zone 'UTC') end, case when "17" then "16" else now() end )"
              R"(from unnest($4::bigint[], $5::integer[], $6::boolean[], $7::text[], $8::boolean[], $9::date[], $10::boolean[], )"
              R"($11::"public"."status"[], $12::boolean[], $13::bigint[], $14::boolean[], $15::date[], $16::boolean[], )"
              R"($17::timestamp[], $18::boolean[], $19::timestamptz[], $20::boolean[]) as "given" ("1", "2", "3", "4", "5", "6", )"
              R"("7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17") returning "touched"."id")">(
        insert_into(touched).rows(touches).returning(touched.id)),
    statement<R"(insert into "odd.schema ""x"""."odd ""table"" it's" ("order", "a""b", "with space", "größe", "select", "1", "Upper") )"
              R"(select coalesce("1", nextval(pg_get_serial_sequence('"odd.schema ""x"""."odd ""table"" it''s"', 'order'))), )"
              R"("2", "3", "4", coalesce("5", $1), "6", "7" from unnest($2::integer[], $3::text[], $4::text[], $5::text[], )"
              R"($6::integer[], $7::text[], $8::text[]) as "given" ("1", "2", "3", "4", "5", "6", "7") on conflict ("with space") )"
              R"(do update set "a""b" = "excluded"."a""b")">(
        insert_into(odd)
            .rows(std::vector<insertable<odd>>{{.order = {},
                                                .quoted = "q",
                                                .with_space = "s",
                                                .size = {},
                                                .select = {},
                                                .one = {},
                                                .upper = {}}})
            .on_conflict(odd.with_space)
            .do_update(odd.quoted = excluded(odd.quoted))),
};
}  // namespace
