// Golden statements: rows that are inserted with those of their relations, by one statement.
#include <optional>  // std::optional
#include <vector>    // std::vector

#include "../relations.hpp"
#include "golden.hpp"

namespace {
using namespace tables;
using golden::statement;

// Relations that no foreign key is behind, to one and to many.
constexpr auto twin_of_odd = one<"twin">(odd.order, preset.id);
constexpr auto touches_of_preset = many<"touches">(preset.id, touched.whole);
constexpr auto receipts_of_booking = many<"receipts">(booking.id, receipt.number);

template <class Row = insertable<person>>
Row named(const char* name) {
    Row made;
    made.email = name;
    made.name = name;
    return made;
}
template <class Row = insertable<posts_of_person>>
Row titled(const char* title) {
    Row made;
    made.title = title;
    return made;
}
insertable<tags_of_post> tagged(const char* label) {
    insertable<tags_of_post> made;
    made.label = label;
    return made;
}
insertable<label> called(const char* name) {
    insertable<label> made;
    made.name = name;
    return made;
}
insertable<receipts_of_booking> receipt_of(const char* what) {
    insertable<receipts_of_booking> made;
    made.what = what;
    return made;
}

struct tagged_post {
    insertable<posts_of_person> row;
    std::vector<insertable<tags_of_post>> tags;
};
struct writer_of_posts {
    insertable<person> row;
    std::vector<tagged_post> posts;
};
const std::vector<writer_of_posts> writers{
    {named("1@example.org"), {{titled("One"), {tagged("a"), tagged("b")}}, {titled("Two"), {}}}}, {named("2@example.org"), {}}};

struct led_person {
    insertable<person, chief_of_person> row;
    std::optional<insertable<person>> chief;
};
struct signed_post {
    insertable<post, author_of_post> row;
    led_person author;
    std::vector<insertable<label>> labels;
};
const std::vector<signed_post> signed_posts{
    {titled<insertable<post, author_of_post>>("One"),
     {named<insertable<person, chief_of_person>>("3@example.org"), named("4@example.org")},
     {called("green"), called("gold")}},
    {titled<insertable<post, author_of_post>>("Two"), {named<insertable<person, chief_of_person>>("5@example.org"), {}}, {}}};

struct labelled_row {
    insertable<posts_of_person> row;
    std::vector<int> labels;
};
struct labelled_writer {
    insertable<person> row;
    std::vector<labelled_row> posts;
};
const std::vector<labelled_writer> labelled_writers{{named("6@example.org"), {{titled("One"), {1, 2}}, {titled("Two"), {2}}}}};

struct odd_twins {
    insertable<odd> row;
    std::optional<insertable<twin_of_odd>> twin;
};
std::vector<odd_twins> twins() {
    std::vector<odd_twins> made(2);
    made[0].row.quoted = "a";
    made[1].row.quoted = "b";
    made[0].twin.emplace();
    return made;
}

const golden::statements inserts_of_one_row{
    statement<R"(with "#0" as (insert into "person" ("email", "name") values ($1, $2) returning "id" as "c0"), "~1" as )"
              R"(materialized (select "given"."#", coalesce("1", gen_random_uuid()) as "c0", "2" as "c2", "3" as "c3", )"
              R"(coalesce("4", $3) as "c4", coalesce("5", $4) as "c5", "6" as "c6", "7" as "c7", "8" as "c8", "9" as "c9", )"
              R"(coalesce("10", now()) as "c10", coalesce("11", now()) as "c11", "#0"."c0" as "c1" from unnest($5::uuid[], )"
              R"($6::text[], $7::text[], $8::"public"."status"[], $9::integer[], $10::double precision[], $11::numeric[], )"
              R"($12::jsonb[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[]) with ordinality as "given" ("1", "2", )"
              R"("3", "4", "5", "6", "7", "8", "9", "10", "11", "#") cross join "#0"), "#1" as (insert into "post" ("id", )"
              R"("author_id", "title", "body", "status", "views", "score", "price", "meta", "published_at", "created_at", )"
              R"("updated_at") select "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11" from "~1") select )"
              R"(from "#0")">(
        insert_into(person)
            .values(person.email = arg<"email">, person.name = "Ada")
            .with(posts_of_person, std::vector{titled("a"), titled("b")}), "7@example.org"),
    statement<R"(with "#0" as (insert into "person" ("email", "name") values ($1, $2) returning "id" as "c0", "name" as "c2", )"
              R"("created_at" as "c7"), "~1" as materialized (select "given"."#", coalesce("1", gen_random_uuid()) as "c0", "2" )"
              R"(as "c2", "3" as "c3", coalesce("4", $3) as "c4", coalesce("5", $4) as "c5", "6" as "c6", "7" as "c7", "8" as )"
              R"("c8", "9" as "c9", coalesce("10", now()) as "c10", coalesce("11", now()) as "c11", "#0"."c0" as "c1" from )"
              R"(unnest($5::uuid[], $6::text[], $7::text[], $8::"public"."status"[], $9::integer[], $10::double precision[], )"
              R"($11::numeric[], $12::jsonb[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[]) with ordinality as )"
              R"("given" ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "#") cross join "#0"), "#1" as (insert into )"
              R"("post" ("id", "author_id", "title", "body", "status", "views", "score", "price", "meta", "published_at", )"
              R"("created_at", "updated_at") select "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11" )"
              R"(from "~1" returning "id" as "c0", "author_id" as "c1", "title" as "c2", "meta" as "c8"), "~2" as materialized )"
              R"((select "given"."#", "1" as "c1", coalesce("2", $16) as "c2", "3" as "c3", "~1"."c0" as "c0" from )"
              R"(unnest($17::text[], $18::smallint[], $19::text[], $20::bigint[]) with ordinality as "given" ("1", "2", "3", )"
              R"("^", "#") inner join "~1" on "~1"."#" = "given"."^"), "#2" as (insert into "blog"."tag" ("post_id", "label", )"
              R"("rank", "note") select "c0", "c1", "c2", "c3" from "~2" returning "post_id" as "c0", "label" as "c1"), "~3" as )"
              R"(materialized (select "given"."#", "1" as "c1", "2" as "c2", "3" as "c3", coalesce("4", $21) as "c5", "5" as )"
              R"("c6", coalesce("6", now()) as "c7", coalesce("7", now()) as "c8", nextval(pg_get_serial_sequence('"person"', )"
              R"('id')) as "c0", "#0"."c0" as "c4" from unnest($22::text[], $23::text[], $24::text[], $25::boolean[], )"
              R"($26::date[], $27::timestamptz[], $28::timestamptz[]) with ordinality as "given" ("1", "2", "3", "4", "5", "6", )"
              R"("7", "#") cross join "#0"), "#3" as (insert into "person" ("id", "email", "name", "nick", "chief_id", "active", )"
              R"("born", "created_at", "updated_at") overriding system value select "c0", "c1", "c2", "c3", "c4", "c5", "c6", )"
              R"("c7", "c8" from "~3" returning "id" as "c0", "name" as "c2", "chief_id" as "c4") select "#0"."c2" as "name", )"
              R"("#0"."c7" as "created_at", coalesce("@1"."rows", '[]') as "posts", coalesce("@3"."rows", '[]') as "reports" )"
              R"(from "#0" left join (select "#1"."c1" as "k0", coalesce(json_agg(json_build_array("#1"."c2", "#1"."c8"::text, )"
              R"(coalesce("@2"."rows", '[]')) order by "~1"."#"), '[]') as "rows" from "#1" left join (select "#2"."c0" as "k0", )"
              R"(coalesce(json_agg(json_build_array("#2"."c1") order by "~2"."#"), '[]') as "rows" from "#2" left join "~2" on )"
              R"("~2"."c0" = "#2"."c0" and "~2"."c1" = "#2"."c1" group by "#2"."c0") as "@2" on "@2"."k0" = "#1"."c0" left join )"
              R"("~1" on "~1"."c0" = "#1"."c0" group by "#1"."c1") as "@1" on "@1"."k0" = "#0"."c0" left join (select "#3"."c4" )"
              R"(as "k0", coalesce(json_agg(json_build_array("#3"."c2") order by "~3"."#"), '[]') as "rows" from "#3" left join )"
              R"("~3" on "~3"."c0" = "#3"."c0" group by "#3"."c4") as "@3" on "@3"."k0" = "#0"."c0")">(
        insert_into(person)
            .values(person.email = "8@example.org", person.name = "Ada")
            .with(posts_of_person.columns(post.title, post.meta).with(tags_of_post.columns(tag.label)), writers[0].posts)
            .with(reports_of_person.columns(person.name), std::vector<insertable<reports_of_person>>{})
            .returning(person.name, person.audit.created_at)),
    statement<R"(with "#0" as (insert into "preset" default values returning "id" as "c0"), "~1" as materialized (select )"
              R"("given"."#", coalesce("1", nextval(pg_get_serial_sequence('"touched"', 'id'))) as "c0", case when "3" then "2" )"
              R"(else ('a' || 'b')::text end as "c2", case when "5" then "4" else (now() at time zone 'UTC')::date end as "c3", )"
              R"(case when "7" then "6" else $1 end as "c4", case when "9" then "8" else $2 end as "c5", case when "11" then )"
              R"("10" else (now() at time zone 'UTC')::date end as "c6", case when "13" then "12" else (now() at time zone )"
              R"('UTC') end as "c7", case when "15" then "14" else now() end as "c8", "#0"."c0" as "c1" from )"
              R"(unnest($3::bigint[], $4::text[], $5::boolean[], $6::date[], $7::boolean[], $8::"public"."status"[], )"
              R"($9::boolean[], $10::bigint[], $11::boolean[], $12::date[], $13::boolean[], $14::timestamp[], $15::boolean[], )"
              R"($16::timestamptz[], $17::boolean[]) with ordinality as "given" ("1", "2", "3", "4", "5", "6", "7", "8", "9", )"
              R"("10", "11", "12", "13", "14", "15", "#") cross join "#0"), "#1" as (insert into "touched" ("id", "whole", )"
              R"("words", "day", "status", "cost", "touched_day", "touched_wall", "touched_moment") select "c0", "c1", "c2", )"
              R"("c3", "c4", "c5", "c6", "c7", "c8" from "~1" returning "id" as "c0", "whole" as "c1") select "#0"."c0" as "id", )"
              R"(coalesce("@1"."rows", '[]') as "touches" from "#0" left join (select "#1"."c1" as "k0", )"
              R"(coalesce(json_agg(json_build_array("#1"."c0") order by "~1"."#"), '[]') as "rows" from "#1" left join "~1" on )"
              R"("~1"."c0" = "#1"."c0" group by "#1"."c1") as "@1" on "@1"."k0" = "#0"."c0")">(
        insert_into(preset)
            .default_values()
            .with(touches_of_preset.columns(touched.id), std::vector<insertable<touches_of_preset>>(2))
            .returning(preset.id)),
    statement<R"(with "#0" as (insert into "booking" ("code", "email", "room") values ($1, $2, $3) returning "id" as "c0", )"
              R"("code" as "c1"), "~1" as materialized (select "given"."#", "1" as "c0", "2" as "c2", "3" as "c3", "4" as "c4", )"
              R"(coalesce("5", $4) as "c5", "#0"."c0" as "c1" from unnest($5::uuid[], $6::text[], $7::bigint[], $8::text[], )"
              R"($9::text[]) with ordinality as "given" ("1", "2", "3", "4", "5", "#") cross join "#0"), "#1" as (insert into )"
              R"("receipt" ("id", "number", "what", "version", "written_by", "origin") select "c0", "c1", "c2", "c3", "c4", "c5" )"
              R"(from "~1" returning "id" as "c0", "number" as "c1") select "#0"."c1" as "code", coalesce("@1"."rows", '[]') as )"
              R"("receipts" from "#0" left join (select "#1"."c1" as "k0", coalesce(json_agg(json_build_array("#1"."c0") order )"
              R"(by "~1"."#"), '[]') as "rows" from "#1" left join "~1" on "~1"."c0" = "#1"."c0" group by "#1"."c1") as "@1" on )"
              R"("@1"."k0" = "#0"."c0")">(
        insert_into(booking)
            .values(booking.code = "n", booking.email = "n@example.org", booking.room = "n")
            .with(receipts_of_booking.columns(receipt.id), std::vector{receipt_of("x")})
            .returning(booking.code)),
};

const golden::statements inserts_of_several_rows{
    statement<R"(with "~0" as materialized (select "given"."#", "1" as "c1", "2" as "c2", "3" as "c3", "4" as "c4", )"
              R"(coalesce("5", $1) as "c5", "6" as "c6", coalesce("7", now()) as "c7", coalesce("8", now()) as "c8", )"
              R"(nextval(pg_get_serial_sequence('"person"', 'id')) as "c0" from unnest($2::text[], $3::text[], $4::text[], )"
              R"($5::bigint[], $6::boolean[], $7::date[], $8::timestamptz[], $9::timestamptz[]) with ordinality as "given" ("1", )"
              R"("2", "3", "4", "5", "6", "7", "8", "#")), "#0" as (insert into "person" ("id", "email", "name", "nick", )"
              R"("chief_id", "active", "born", "created_at", "updated_at") overriding system value select "c0", "c1", "c2", )"
              R"("c3", "c4", "c5", "c6", "c7", "c8" from "~0" returning "id" as "c0"), "~1" as materialized (select "given"."#", )"
              R"(coalesce("1", gen_random_uuid()) as "c0", "2" as "c2", "3" as "c3", coalesce("4", $10) as "c4", coalesce("5", )"
              R"($11) as "c5", "6" as "c6", "7" as "c7", "8" as "c8", "9" as "c9", coalesce("10", now()) as "c10", )"
              R"(coalesce("11", now()) as "c11", "~0"."c0" as "c1" from unnest($12::uuid[], $13::text[], $14::text[], )"
              R"($15::"public"."status"[], $16::integer[], $17::double precision[], $18::numeric[], $19::jsonb[], )"
              R"($20::timestamptz[], $21::timestamptz[], $22::timestamptz[], $23::bigint[]) with ordinality as "given" ("1", )"
              R"("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "^", "#") inner join "~0" on "~0"."#" = "given"."^"), "#1" )"
              R"(as (insert into "post" ("id", "author_id", "title", "body", "status", "views", "score", "price", "meta", )"
              R"("published_at", "created_at", "updated_at") select "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", )"
              R"("c10", "c11" from "~1" returning "id" as "c0", "author_id" as "c1", "title" as "c2"), "~2" as materialized )"
              R"((select "given"."#", "1" as "c1", coalesce("2", $24) as "c2", "3" as "c3", "~1"."c0" as "c0" from )"
              R"(unnest($25::text[], $26::smallint[], $27::text[], $28::bigint[]) with ordinality as "given" ("1", "2", "3", )"
              R"("^", "#") inner join "~1" on "~1"."#" = "given"."^"), "#2" as (insert into "blog"."tag" ("post_id", "label", )"
              R"("rank", "note") select "c0", "c1", "c2", "c3" from "~2" returning "post_id" as "c0", "label" as "c1", "rank" as )"
              R"("c2", "note" as "c3") select "#0"."c0" as "id", coalesce("@1"."rows", '[]') as "posts" from "#0" left join )"
              R"((select "#1"."c1" as "k0", coalesce(json_agg(json_build_array("#1"."c2", coalesce("@2"."rows", '[]')) order by )"
              R"("~1"."#"), '[]') as "rows" from "#1" left join (select "#2"."c0" as "k0", )"
              R"(coalesce(json_agg(json_build_array("#2"."c0", "#2"."c1", "#2"."c2", "#2"."c3") order by "~2"."#"), '[]') as )"
              R"("rows" from "#2" left join "~2" on "~2"."c0" = "#2"."c0" and "~2"."c1" = "#2"."c1" group by "#2"."c0") as "@2" )"
              R"(on "@2"."k0" = "#1"."c0" left join "~1" on "~1"."c0" = "#1"."c0" group by "#1"."c1") as "@1" on "@1"."k0" = )"
              R"("#0"."c0" left join "~0" on "~0"."c0" = "#0"."c0" order by "~0"."#")">(
        insert_into(person).with(posts_of_person.columns(post.title).with(tags_of_post)).rows(writers).returning(person.id)),
    statement<R"(with "~0" as materialized (select "given"."#", coalesce("1", nextval(pg_get_serial_sequence('"odd.schema )"
              R"(""x"""."odd ""table"" it''s"', 'order'))) as "c0", "2" as "c1", "3" as "c2", "4" as "c3", coalesce("5", $1) as )"
              R"("c4", "6" as "c5", "7" as "c6" from unnest($2::integer[], $3::text[], $4::text[], $5::text[], $6::integer[], )"
              R"($7::text[], $8::text[]) with ordinality as "given" ("1", "2", "3", "4", "5", "6", "7", "#")), "#0" as (insert )"
              R"(into "odd.schema ""x"""."odd ""table"" it's" ("order", "a""b", "with space", "größe", "select", "1", "Upper") )"
              R"(select "c0", "c1", "c2", "c3", "c4", "c5", "c6" from "~0" returning "order" as "c0", "1" as "c5"), "~1" as )"
              R"(materialized (select "given"."#", coalesce("1", $9) as "c1", coalesce("2", $10) as "c2", coalesce("3", )"
              R"((1.25)::numeric) as "c3", coalesce("4", $11) as "c4", coalesce("5", (0.1)::real) as "c5", coalesce("6", $12) as )"
              R"("c6", coalesce("7", $13) as "c7", coalesce("8", $14) as "c8", coalesce("9", $15) as "c9", coalesce("10", )"
              R"(gen_random_uuid()) as "c10", coalesce("11", (now() at time zone 'UTC')::date) as "c11", coalesce("12", (now() )"
              R"(at time zone 'UTC')) as "c12", coalesce("13", now()) as "c13", coalesce("14", ('4714-11-24 BC')::date) as )"
              R"("c14", coalesce("15", (json_build_object('a', 1))::jsonb) as "c15", coalesce("16", ('\x00ff')::bytea) as "c16", )"
              R"(coalesce("17", $16) as "c17", coalesce("18", $17) as "c18", coalesce("19", $18) as "c19", "~0"."c0" as "c0" )"
              R"(from unnest($19::smallint[], $20::bigint[], $21::numeric[], $22::numeric[], $23::real[], $24::double )"
              R"(precision[], $25::boolean[], $26::text[], $27::text[], $28::uuid[], $29::date[], $30::timestamp[], )"
              R"($31::timestamptz[], $32::date[], $33::jsonb[], $34::bytea[], $35::"public"."Mood ""of"" it's"[], $36::bigint[], )"
              R"($37::text[], $38::bigint[]) with ordinality as "given" ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", )"
              R"("11", "12", "13", "14", "15", "16", "17", "18", "19", "^", "#") inner join "~0" on "~0"."#" = "given"."^"), )"
              R"("#1" as (insert into "preset" ("id", "small", "big", "money", "exact", "single", "twice", "truth", "words", )"
              R"("line", "key", "day", "wall", "moment", "long_ago", "document", "bytes", "mood", "cost", "handle") select "c0", )"
              R"("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", "c15", "c16", "c17", )"
              R"("c18", "c19" from "~1" returning "id" as "c0", "single" as "c5", "mood" as "c17") select "#0"."c5" as "1", )"
              R"("#1"."c0" is not null, "#1"."c17" as "mood", "#1"."c5" as "single" from "#0" left join "#1" on "#1"."c0" = )"
              R"("#0"."c0" left join "~0" on "~0"."c0" = "#0"."c0" order by "~0"."#")">(
        insert_into(odd).with(twin_of_odd.columns(preset.mood, preset.single)).rows(twins()).returning(odd.one)),
};

const golden::statements rows_whose_key_is_made_first{
    statement<R"(with "~2" as materialized (select "given"."#", "given"."^", "1" as "c1", "2" as "c2", "3" as "c3", "4" as "c4", )"
              R"(coalesce("5", $1) as "c5", "6" as "c6", coalesce("7", now()) as "c7", coalesce("8", now()) as "c8", )"
              R"(nextval(pg_get_serial_sequence('"person"', 'id')) as "c0" from unnest($2::text[], $3::text[], $4::text[], )"
              R"($5::bigint[], $6::boolean[], $7::date[], $8::timestamptz[], $9::timestamptz[], $10::bigint[]) with ordinality )"
              R"(as "given" ("1", "2", "3", "4", "5", "6", "7", "8", "^", "#")), "#2" as (insert into "person" ("id", "email", )"
              R"("name", "nick", "chief_id", "active", "born", "created_at", "updated_at") overriding system value select "c0", )"
              R"("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8" from "~2" returning "id" as "c0"), "~1" as materialized (select )"
              R"("given"."#", "given"."^", "1" as "c1", "2" as "c2", "3" as "c3", coalesce("4", $11) as "c5", "5" as "c6", )"
              R"(coalesce("6", now()) as "c7", coalesce("7", now()) as "c8", nextval(pg_get_serial_sequence('"person"', 'id')) )"
              R"(as "c0", "~2"."c0" as "c4" from unnest($12::text[], $13::text[], $14::text[], $15::boolean[], $16::date[], )"
              R"($17::timestamptz[], $18::timestamptz[], $19::bigint[]) with ordinality as "given" ("1", "2", "3", "4", "5", )"
              R"("6", "7", "^", "#") left join "~2" on "~2"."^" = "given"."#"), "#1" as (insert into "person" ("id", "email", )"
              R"("name", "nick", "chief_id", "active", "born", "created_at", "updated_at") overriding system value select "c0", )"
              R"("c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8" from "~1" returning "id" as "c0", "name" as "c2", "chief_id" as )"
              R"("c4"), "~0" as materialized (select "given"."#", coalesce("1", gen_random_uuid()) as "c0", "2" as "c2", "3" as )"
              R"("c3", coalesce("4", $20) as "c4", coalesce("5", $21) as "c5", "6" as "c6", "7" as "c7", "8" as "c8", "9" as )"
              R"("c9", coalesce("10", now()) as "c10", coalesce("11", now()) as "c11", "~1"."c0" as "c1" from )"
              R"(unnest($22::uuid[], $23::text[], $24::text[], $25::"public"."status"[], $26::integer[], $27::double )"
              R"(precision[], $28::numeric[], $29::jsonb[], $30::timestamptz[], $31::timestamptz[], $32::timestamptz[]) with )"
              R"(ordinality as "given" ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "#") left join "~1" on "~1"."^" )"
              R"(= "given"."#"), "#0" as (insert into "post" ("id", "author_id", "title", "body", "status", "views", "score", )"
              R"("price", "meta", "published_at", "created_at", "updated_at") select "c0", "c1", "c2", "c3", "c4", "c5", "c6", )"
              R"("c7", "c8", "c9", "c10", "c11" from "~0" returning "id" as "c0", "author_id" as "c1", "title" as "c2"), "~3" as )"
              R"(materialized (select "given"."#", coalesce("1", nextval(pg_get_serial_sequence('"label"', 'id'))) as "c0", "2" )"
              R"(as "c1", "~0"."c0" as "k0" from unnest($33::integer[], $34::text[], $35::bigint[]) with ordinality as "given" )"
              R"(("1", "2", "^", "#") inner join "~0" on "~0"."#" = "given"."^"), "#3" as (insert into "label" ("id", "name") )"
              R"(select "c0", "c1" from "~3" returning "id" as "c0", "name" as "c1"), "&3" as (insert into "labelled_post" )"
              R"(("post_id", "label_id") select "k0", "c0" from "~3" returning "post_id" as "k0", "label_id" as "f0") select )"
              R"("#0"."c2" as "title", "#1"."c0" is not null, "#1"."c2" as "name", "#2"."c0" is not null, "#2"."c0" as "id", )"
              R"(coalesce("@3"."rows", '[]') as "labels" from "#0" left join "#1" on "#1"."c0" = "#0"."c1" left join "#2" on )"
              R"("#2"."c0" = "#1"."c4" left join (select "&3"."k0" as "k0", coalesce(json_agg(json_build_array("#3"."c0", )"
              R"("#3"."c1") order by "~3"."#"), '[]') as "rows" from "&3" inner join "#3" on "#3"."c0" = "&3"."f0" left join )"
              R"("~3" on "~3"."c0" = "#3"."c0" group by "&3"."k0") as "@3" on "@3"."k0" = "#0"."c0" left join "~0" on "~0"."c0" )"
              R"(= "#0"."c0" order by "~0"."#")">(
        insert_into(post)
            .with(author_of_post.columns(person.name).with(chief_of_person.columns(person.id)), labels_of_post)
            .rows(signed_posts)
            .returning(post.title)),
};

const golden::statements rows_connected{
    statement<R"(with "#0" as (insert into "post" ("author_id", "title") values ($1, $2) returning "id" as "c0", "title" as )"
              R"("c2"), "~1" as materialized (select "given"."#", "given"."1" as "c0", "#0"."c0" as "k0" from )"
              R"(unnest($3::integer[]) with ordinality as "given" ("1", "#") cross join "#0"), "&1" as (insert into )"
              R"("labelled_post" ("post_id", "label_id") select "k0", "c0" from "~1" returning "post_id" as "k0", "label_id" as )"
              R"("f0") select "#0"."c2" as "title", coalesce("@1"."rows", '[]') as "labels" from "#0" left join (select )"
              R"("&1"."k0" as "k0", coalesce(json_agg(json_build_array("#1"."id", "#1"."name") order by "~1"."#"), '[]') as )"
              R"("rows" from "&1" inner join "label" as "#1" on "#1"."id" = "&1"."f0" left join "~1" on "~1"."k0" = "&1"."k0" )"
              R"(and "~1"."c0" = "&1"."f0" group by "&1"."k0") as "@1" on "@1"."k0" = "#0"."c0")">(
        insert_into(post)
            .values(post.author_id = 1, post.title = "connected")
            .with(connect(labels_of_post), std::vector{1, 3})
            .returning(post.title)),
    statement<R"(with "~0" as materialized (select "given"."#", "1" as "c1", "2" as "c2", "3" as "c3", "4" as "c4", )"
              R"(coalesce("5", $1) as "c5", "6" as "c6", coalesce("7", now()) as "c7", coalesce("8", now()) as "c8", )"
              R"(nextval(pg_get_serial_sequence('"person"', 'id')) as "c0" from unnest($2::text[], $3::text[], $4::text[], )"
              R"($5::bigint[], $6::boolean[], $7::date[], $8::timestamptz[], $9::timestamptz[]) with ordinality as "given" ("1", )"
              R"("2", "3", "4", "5", "6", "7", "8", "#")), "#0" as (insert into "person" ("id", "email", "name", "nick", )"
              R"("chief_id", "active", "born", "created_at", "updated_at") overriding system value select "c0", "c1", "c2", )"
              R"("c3", "c4", "c5", "c6", "c7", "c8" from "~0" returning "id" as "c0", "email" as "c1"), "~1" as materialized )"
              R"((select "given"."#", coalesce("1", gen_random_uuid()) as "c0", "2" as "c2", "3" as "c3", coalesce("4", $10) as )"
              R"("c4", coalesce("5", $11) as "c5", "6" as "c6", "7" as "c7", "8" as "c8", "9" as "c9", coalesce("10", now()) as )"
              R"("c10", coalesce("11", now()) as "c11", "~0"."c0" as "c1" from unnest($12::uuid[], $13::text[], $14::text[], )"
              R"($15::"public"."status"[], $16::integer[], $17::double precision[], $18::numeric[], $19::jsonb[], )"
              R"($20::timestamptz[], $21::timestamptz[], $22::timestamptz[], $23::bigint[]) with ordinality as "given" ("1", )"
              R"("2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "^", "#") inner join "~0" on "~0"."#" = "given"."^"), "#1" )"
              R"(as (insert into "post" ("id", "author_id", "title", "body", "status", "views", "score", "price", "meta", )"
              R"("published_at", "created_at", "updated_at") select "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", )"
              R"("c10", "c11" from "~1" returning "id" as "c0", "author_id" as "c1", "title" as "c2"), "~2" as materialized )"
              R"((select "given"."#", "given"."1" as "c0", "~1"."c0" as "k0" from unnest($24::integer[], $25::bigint[]) with )"
              R"(ordinality as "given" ("1", "^", "#") inner join "~1" on "~1"."#" = "given"."^"), "&2" as (insert into )"
              R"("labelled_post" ("post_id", "label_id") select "k0", "c0" from "~2" returning "post_id" as "k0", "label_id" as )"
              R"("f0") select "#0"."c1" as "email", coalesce("@1"."rows", '[]') as "posts" from "#0" left join (select "#1"."c1" )"
              R"(as "k0", coalesce(json_agg(json_build_array("#1"."c2", coalesce("@2"."rows", '[]')) order by "~1"."#"), '[]') )"
              R"(as "rows" from "#1" left join (select "&2"."k0" as "k0", coalesce(json_agg(json_build_array("#2"."name") order )"
              R"(by "~2"."#"), '[]') as "rows" from "&2" inner join "label" as "#2" on "#2"."id" = "&2"."f0" left join "~2" on )"
              R"("~2"."k0" = "&2"."k0" and "~2"."c0" = "&2"."f0" group by "&2"."k0") as "@2" on "@2"."k0" = "#1"."c0" left join )"
              R"("~1" on "~1"."c0" = "#1"."c0" group by "#1"."c1") as "@1" on "@1"."k0" = "#0"."c0" left join "~0" on "~0"."c0" )"
              R"(= "#0"."c0" order by "~0"."#")">(
        insert_into(person)
            .with(posts_of_person.columns(post.title).with(connect(labels_of_post.columns(label.name))))
            .rows(labelled_writers)
            .returning(person.email)),
};
}  // namespace
