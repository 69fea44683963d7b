// What numbers objects of the database, regclass and its like, on every way: wherever a value is returned it is the number,
// whatever name the server has for it.
#include <algorithm>  // std::min
#include <cstddef>   // std::size_t
#include <cstdint>   // std::uint32_t
#include <optional>  // std::nullopt, std::optional
#include <string>    // std::string
#include <vector>    // std::vector

#include <virga.hpp>

#include "object_number.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using namespace virga;

inline constexpr pg::domain<"watched_kind", types::regtype> watched_kind;

template <class t>
struct watched_fields {
    pg::integer<t, "id", primary_key> id;
    pg::regclass<t, "source", not_null, unique> source;
    pg::regrole<t, "owner"> owner;
    pg::own<t, "kind", watched_kind> kind;
    pg::regproc<t, "by", as<object_number>> by;
    pg::regtype<t, "holds", as_array_with_nulls, not_null, default_sql<"'{}'">> holds;
    pg::regconfig<t, "language", not_null, default_sql<"'pg_catalog.english'">> language;
    pg::text<t, "body"> body;
};
inline constexpr table<"watched", watched_fields> watched;
template <class t>
struct watcher_fields {
    pg::integer<t, "id", primary_key> id;
    pg::regclass<t, "of", references<watched.source>> of;
    pg::regclass<t, "seen", as_array, not_null, default_sql<"'{}'">> seen;
};
inline constexpr table<"watcher", watcher_fields> watcher;
constexpr auto watchers_of = many<"watchers">(watched.source, watcher.of);
constexpr auto watched_by = one<"watched">(watcher.of, watched.source);

constexpr std::uint32_t pg_class = 1259, pg_type = 1247, gone = 4'294'967'295;

/// Two tables with a few rows; one is of an object that is not there.
template <class Way>
struct watching : Way {
    watching() {
        this->execute("drop table if exists public.watcher, public.watched; drop domain if exists public.watched_kind");
        this->execute("create domain public.watched_kind as regtype");
        this->execute("create table public.watched (id integer primary key, source regclass not null unique, owner regrole, "
                      "kind public.watched_kind, by regproc, holds regtype[] not null default '{}', "
                      "language regconfig not null default 'pg_catalog.english', body text)");
        this->execute("create table public.watcher (id integer primary key, \"of\" regclass references public.watched (source), "
                      "seen regclass[] not null default '{}')");
        (*this)(insert_into(watched).values(watched.id = 1, watched.source = pg_class, watched.owner = 10, watched.kind = 23,
                                            watched.by = object_number{1299},
                                            watched.holds = std::vector<std::optional<std::uint32_t>>{25, std::nullopt, gone},
                                            watched.body = "cats run"));
        (*this)(insert_into(watched).values(watched.id = 2, watched.source = gone));
        (*this)(insert_into(watcher).values(watcher.id = 7, watcher.of = pg_class, watcher.seen = std::vector{pg_type, gone}));
        (*this)(insert_into(watcher).values(watcher.id = 8, watcher.of = gone));
    }
    void execute(const std::string& sql) {
        for (std::size_t at = 0; at < sql.size();) {
            const std::size_t end = std::min(sql.find("; ", at), sql.size());
            any_client::execute(sql.substr(at, end - at));
            at = end + 2;
        }
    }
};

template <class Row>
void is_first(const Row& row) {
    CHECK(row.source == pg_class);
    CHECK(row.owner == 10U);
    CHECK(row.kind == 23U);
    CHECK(row.by == object_number{1299});
    CHECK(row.holds == std::vector<std::optional<std::uint32_t>>{25, std::nullopt, gone});
}
}  // namespace

TEMPLATE_TEST_CASE("objects_are_read_by_their_numbers_at_the_root", "", over_http, over_websocket, directly) {
    watching<TestType> db;
    const auto all = db(select(watched).from(watched).order_by(watched.id)).to_vector();
    REQUIRE(all.size() == 2);
    is_first(all[0]);
    CHECK(all[1].source == gone);
    CHECK_FALSE(all[1].owner);
    CHECK_FALSE(all[1].kind);
    const auto [source, label, either, kinds] =
        db(select(watched.source, watched.owner.as<"holder">(), coalesce(watched.owner, 10), watched.holds)
               .from(watched)
               .where(watched.source == pg_class and watched.kind.in({23, 25})))
            .one();
    CHECK(source == pg_class);
    CHECK(label == 10U);
    CHECK(either == 10U);
    CHECK(kinds.size() == 3);
    is_first(db(update(watched).set(watched.owner = 10).where(watched.source == arg<"it">).returning(watched), pg_class).one());
}

TEMPLATE_TEST_CASE("objects_are_read_by_their_numbers_where_queries_hold_others", "", over_http, over_websocket, directly) {
    watching<TestType> db;
    using numbers = std::vector<std::uint32_t>;
    const auto of = [&db](const auto& query) {
        numbers all;
        for (const auto& [each] : db(query)) all.push_back(each);
        return all;
    };
    CHECK(of(select(watched.source).from(watched).distinct().order_by(desc(watched.source))) == numbers{gone, pg_class});
    CHECK(of(select(watched.source).from(watched).distinct_on(watched.source).order_by(watched.source)) ==
          numbers{pg_class, gone});
    CHECK(of(select(watched.source).from(watched).group_by(watched.source).order_by(watched.source)) == numbers{pg_class, gone});
    CHECK(of(select(watched.source).from(watched).union_all(select(watched.source).from(watched)).order_by(watched.source)) ==
          numbers{pg_class, pg_class, gone, gone});
    CHECK(of(select(watched.source).from(watched).except(select(watched.source).from(watched).where(watched.source == gone))) ==
          numbers{pg_class});
    CHECK(of(select(watched.source).from(watched).where(watched.source.in(select(watcher.of).from(watcher).where(
                 watcher.id == 8)))) == numbers{gone});
    constexpr auto named = select(watched.id, watched.source, cast<types::text>(watched.source).template as<"called">())
                               .from(watched)
                               .template as<"named">();
    CHECK(of(select(named[watched.source]).from(named).order_by(named["called"_c])) == numbers{gone, pg_class});
    constexpr auto kept = cte<"kept">(select(watched.source, watched.holds).from(watched).distinct());
    const auto [from_kept, holds] = db(with(kept).select(kept[watched.source], kept[watched.holds])
                                           .from(kept)
                                           .where(kept[watched.source] == pg_class))
                                        .one();
    CHECK(from_kept == pg_class);
    CHECK(holds.size() == 3);
    const auto [inner] =
        db(select(scalar(select(watched.source).from(watched).where(watched.id == 1)))).one();
    CHECK(inner == pg_class);
    const auto [all] = db(select(array_agg(watched.source).order_by(desc(watched.id))).from(watched)).one();
    CHECK(all.value() == std::vector<std::optional<std::uint32_t>>{gone, pg_class});
    CHECK(of(insert_into(watcher)
                 .columns(watcher.id, watcher.of)
                 .select(select(watched.id + 100, watched.source).from(watched).where(watched.id == 1))
                 .returning(coalesce(watcher.of, 0))) == numbers{pg_class});
    CHECK(of(delete_from(watcher).where(watcher.id > 100).returning(coalesce(watcher.of, 0))) == numbers{pg_class});
}

TEMPLATE_TEST_CASE("objects_are_read_by_their_numbers_in_finds", "", over_http, over_websocket, directly) {
    watching<TestType> db;
    const auto found = db(find_many(watched).with(watchers_of.with(watched_by)).order_by(watched.id)).to_vector();
    REQUIRE(found.size() == 2);
    is_first(found[0]);
    REQUIRE(found[0][watchers_of].size() == 1);
    const auto& nested = found[0][watchers_of][0];
    CHECK(nested.of == pg_class);
    CHECK(nested.seen == std::vector<std::uint32_t>{pg_type, gone});
    is_first(nested[watched_by].value());
    const auto joined = db(find_many(watcher).with(watched_by.with(watchers_of)).order_by(desc(watcher.of))).to_vector();
    REQUIRE(joined.size() == 2);
    CHECK(joined[0][watched_by].value().source == gone);
    is_first(joined[1][watched_by].value());
    CHECK(joined[1][watched_by].value()[watchers_of].at(0).seen.size() == 2);
    // rows of a relation that come in JSON
    const auto few = db(find_many(watched).with(watchers_of.order_by(watcher.id).limit(1)).order_by(watched.id)).to_vector();
    CHECK(few[0][watchers_of].at(0).of == pg_class);
    CHECK(few[0][watchers_of].at(0).seen == std::vector<std::uint32_t>{pg_type, gone});
    const auto page = db(find_many(watched).with(watchers_of).order_by(desc(watched.source)).limit(1)).one();
    CHECK(page.source == gone);
    CHECK(page[watchers_of].at(0).id == 8);
}

TEMPLATE_TEST_CASE("objects_are_inserted_with_those_that_belong_to_them", "", over_http, over_websocket, directly) {
    watching<TestType> db;
    insertable<watchers_of> more;
    more.id = 30;
    more.seen = std::vector{pg_class};
    const auto made = db(insert_into(watched)
                             .values(watched.id = 3, watched.source = pg_type, watched.owner = 10)
                             .with(watchers_of, std::vector{more})
                             .returning(watched))
                          .one();
    CHECK(made.source == pg_type);
    CHECK(made.owner == 10U);
    CHECK(made[watchers_of].at(0).of == pg_type);
    CHECK(made[watchers_of].at(0).seen == std::vector<std::uint32_t>{pg_class});
    std::vector<insertable<watcher>> rows(2);
    rows[0].id = 31;
    rows[0].of = pg_type;
    rows[1].id = 32;
    rows[1].seen = std::vector{gone, pg_type};
    CHECK(db(insert_into(watcher).rows(rows)).affected() == 2);
    const auto [seen] = db(select(watcher.seen).from(watcher).where(watcher.id == 32)).one();
    CHECK(seen == std::vector{gone, pg_type});
}

TEMPLATE_TEST_CASE("objects_have_names_where_they_are_asked_for", "", over_http, over_websocket, directly) {
    watching<TestType> db;
    const auto [name, type, looked_up, missing, size, kind, own] =
        db(select(cast<types::text>(watched.source), cast<types::text>(watched.kind), cast<types::regclass>("pg_catalog.pg_class"),
                  to_regclass(literal<"no.such">), pg_total_relation_size(watched.source), pg_typeof(watched.source),
                  cast<types::text>(expr<types::regclass, "watched.tableoid::regclass">()))
               .from(watched)
               .where(watched.id == 1))
            .one();
    CHECK(name == "pg_class");
    CHECK(type == "integer");
    CHECK(looked_up == pg_class);
    CHECK_FALSE(missing);
    CHECK(size.value() > 0);
    CHECK(kind == types::regclass::oid);
    CHECK(own == "watched");
    const auto [called, bytes] = db(select(cast<types::text>(watched.source), pg_total_relation_size(watched.source))
                                        .from(watched)
                                        .where(watched.id == 2))
                                     .one();
    CHECK(called == "4294967295");
    CHECK_FALSE(bytes);
    CHECK(db(select(watched.id)
                 .from(watched)
                 .where(watched.source == cast<types::regclass>(cast<types::text>(arg<"name">)) and watched.id == 1),
             "pg_class")
              .size() == 1);
    const auto [language, is_found] =
        db(select(watched.language, to_tsvector(watched.language, watched.body).matches(to_tsquery(watched.language, "cat")))
               .from(watched)
               .where(watched.id == 1))
            .one();
    CHECK(language != 0);
    CHECK(is_found.value());
}
