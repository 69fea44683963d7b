// Statements put together at random, over the schema of the reference app: the server accepts each with the types that it says of
// itself, and no column is NULL that it calls not null, whatever rows there are.
#include <map>          // std::map
#include <random>       // std::mt19937
#include <set>          // std::set
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/describe.hpp>  // virga::kit::describe
#include <virga/kit/diff.hpp>      // virga::kit::diff

#include "../catch.hpp"
#include "random_pieces.hpp"
#include "soundness.hpp"

using namespace virga_test;

namespace {
/// The tables of the reference app, empty.
struct reference_database : own_database {
    reference_database() {
        virga::postgres_client db{url()};
        db.execute("drop schema public cascade; create schema public; drop schema if exists blog cascade");
        for (const auto& step : virga::kit::diff(virga::kit::model{}, virga::kit::describe(app::schema))) db.execute(step.sql);
    }
};

/// Rows of all tables, NULL in a third of the places where a column allows it; texts that conditions of the queries meet.
constexpr std::string_view random_rows = R"(
select setseed(0.25);
create function pg_temp.word() returns text language sql volatile as
    $$select (array['ada', 'joe', 'a', 'b', '', 'Größe', 'x', 'lamp, a "b"'])[1 + floor(random() * 8)::integer]$$;
create function pg_temp.maybe(value anyelement) returns anyelement language sql volatile as
    $$select case when random() < 0.33 then null else value end$$;
create function pg_temp.moment() returns timestamptz language sql volatile as
    $$select '2026-01-01'::timestamptz + floor(random() * 4) * interval '100 days'$$;
insert into "user" select 'u' || i, pg_temp.word(), pg_temp.word() || i, random() < 0.5, pg_temp.maybe(pg_temp.word()),
    pg_temp.moment(), pg_temp.moment() from generate_series(1, 12) i;
insert into account select 'a' || i, pg_temp.word(), pg_temp.word(), 'u' || 1 + i % 9, pg_temp.maybe(pg_temp.word()),
    pg_temp.maybe(pg_temp.word()), pg_temp.maybe(pg_temp.word()), pg_temp.maybe(pg_temp.moment()), pg_temp.maybe(pg_temp.moment()),
    pg_temp.maybe(pg_temp.word()), pg_temp.maybe(pg_temp.word()), pg_temp.moment(), pg_temp.moment() from generate_series(1, 14) i;
insert into session select 's' || i, pg_temp.moment(), pg_temp.word() || i, pg_temp.moment(), pg_temp.moment(),
    pg_temp.maybe(pg_temp.word()), pg_temp.maybe(pg_temp.word()), 'u' || 1 + i % 7 from generate_series(1, 10) i;
insert into verification select 'v' || i, pg_temp.word(), pg_temp.word(), pg_temp.moment(), pg_temp.moment(), pg_temp.moment()
    from generate_series(1, 5) i;
insert into category (id, parent_id, slug, name) overriding system value
    select i, case when i < 4 then null else i / 2 end, pg_temp.word() || i, pg_temp.word() from generate_series(1, 9) i;
insert into tag (id, name) overriding system value select i, w from unnest(array['ada', 'joe', 'a', 'b', '', 'x']) with ordinality t(w, i);
insert into media (uploaded_by, file_name, content_type, size_bytes, sha256, details)
    select pg_temp.maybe('u' || 1 + i % 8), pg_temp.word(), pg_temp.word(), floor(random() * 9), sha256(i::text::bytea),
    (array['{}', '{"a": "ada"}', '{"a": null, "list": [1]}', '{"list": ["x"]}'])[1 + i % 4]::jsonb from generate_series(1, 9) i;
insert into post (author_id, category_id, cover_id, slug, title, body, status, views, meta, published_at)
    select 'u' || 1 + i % 10, pg_temp.maybe(1::bigint + i % 9), pg_temp.maybe((select id from media order by sha256 offset i % 9 limit 1)),
    pg_temp.word() || i, pg_temp.word(), pg_temp.word(), (array['draft', 'archived'])[1 + i % 2]::post_status, floor(random() * 9),
    pg_temp.maybe((array['{}', '{"a": "ada"}', '{"a": null, "list": [1]}', '[]'])[1 + i % 4]::jsonb), pg_temp.maybe(pg_temp.moment())
    from generate_series(1, 20) i;
insert into post_tag select id, 1 + (row_number() over (order by slug))::integer % 5 from post where views > 2;
insert into kb.collection (parent_id, name, position) select null, 'shelf ' || i, i from generate_series(1, 3) i;
insert into kb.collection (parent_id, name, position)
    select id, pg_temp.word() || position, 3 from kb.collection where position < 3;
insert into kb.article (collection_id, title, rating, search_rank, is_public, review_on)
    select (select id from kb.collection order by position, name offset i % 4 limit 1), pg_temp.word() || i,
    pg_temp.maybe(round((random() * 5)::numeric, 2)), random(), random() < 0.5, pg_temp.maybe('2026-03-04'::date)
    from generate_series(1, 12) i;
insert into kb.revision (article_id, number, author_id, body, similarity)
    select id, n, pg_temp.maybe('u' || n), pg_temp.word(), pg_temp.maybe(0.5::real)
    from kb.article, generate_series(1, 3) n where search_rank > 0.4;
insert into kb.article_link
    select r.article_id, r.number, a.id, pg_temp.maybe(pg_temp.word()) from kb.revision r
    join kb.article a on a.id <> r.article_id and a.search_rank < 0.6 where r.number < 3;
)";

/// A value that a parameter of this type can be given.
std::string value_of(std::string_view type, std::mt19937& random) {
    static const std::map<std::string_view, std::vector<std::string>> known{
        {"smallint", {"1", "2", "3"}},
        {"integer", {"0", "1", "2", "7"}},
        {"bigint", {"1", "2", "9"}},
        {"numeric", {"1", "2.50", "0.1"}},
        {"real", {"0.5", "1"}},
        {"double precision", {"0.5", "1"}},
        {"boolean", {"true", "false"}},
        {"text", {"ada", "joe", "a", "%", ""}},
        {"varchar", {"ada", "joe", "a", "%", ""}},
        {"uuid", {"00000000-0000-0000-0000-000000000001"}},
        {"jsonb", {"{}", "[1]", R"({"a": "x"})"}},
        {"date", {"2026-03-04"}},
        {"timestamp", {"2026-01-01 00:00:00"}},
        {"timestamptz", {"2026-01-01 00:00:00+00", "2027-01-01 00:00:00+00"}},
        {"bytea", {"\\x00", "\\x"}},
        {"text[]", {"{ada,joe}", "{}"}},
        {"integer[]", {"{3,4,5}", "{}"}},
        {R"("public"."post_status")", {"draft", "archived"}},
    };
    if (const auto length = type.find('('); length != std::string_view::npos) type = type.substr(0, length);  // numeric(3,2)
    const auto found = known.find(type);
    if (found == known.end()) throw std::runtime_error("random_queries: no value for a parameter of type " + std::string(type));
    return found->second[random() % found->second.size()];
}

/// What the server says while one statement is run on rows.
struct outcome {
    std::string wrong;  ///< in words; empty for nothing
    bool has_rows = false;
    bool has_nulls = false;
};
/// Runs it in a transaction that is rolled back. What the values or rows bring about, such as a key that is there already, is
/// nothing wrong.
outcome run_once(libpq& db, const virga::statement& statement, std::mt19937& random) {
    virga::arguments values;
    for (const auto& each : statement.parameters) {
        values.add([&](std::string& text) { text += value_of(each.name, random); });
    }
    db.run("begin");
    const libpq_result answer = db.run(std::string(statement.text), values);
    outcome found{db.failure()};
    const std::string state = db.sqlstate().substr(0, 2);
    if (found.wrong.empty()) {
        found.wrong = unexpected_nulls(statement, answer.get());
        found.has_rows = PQntuples(answer.get()) != 0;
        for (int row = 0; row != PQntuples(answer.get()); ++row) {
            for (int column = 0; column != PQnfields(answer.get()); ++column)
                found.has_nulls |= PQgetisnull(answer.get(), row, column) != 0;
        }
    } else if (state == "22" or state == "23" or state == "21") {
        found.wrong.clear();
    }
    db.run("rollback");
    return found;
}
}  // namespace

TEST_CASE("random_statements_say_what_the_server_says_and_are_null_only_where_they_say_so") {
    reference_database database;
    libpq db{database.url()};
    db.run(std::string(random_rows));
    REQUIRE(db.failure() == "");
    std::mt19937 random{20'261'129};
    std::set<std::string_view> texts;
    std::size_t with_rows = 0, with_nulls = 0;
    auto all = random_queries::registered();
    CHECK(all.size() > 1400);  // of which each is a type
    for (const auto& shape : random_queries::shapes()) all.push_back(&shape.second);
    for (const virga::statement* statement : all) {
        if (not texts.insert(statement->text).second) continue;
        INFO(statement->text);
        CHECK(differences(db, *statement) == "");
        const outcome found = run_once(db, *statement, random);
        CHECK(found.wrong == "");
        with_rows += found.has_rows ? 1 : 0;
        with_nulls += found.has_nulls ? 1 : 0;
    }
    INFO(texts.size() << " statements, rows from " << with_rows << ", with NULL from " << with_nulls);
    CHECK(texts.size() > 3000);
    CHECK(with_rows > texts.size() / 2);
    CHECK(with_nulls > texts.size() / 4);
}
