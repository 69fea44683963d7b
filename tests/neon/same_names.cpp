// Tables called by words that SQL has a meaning for, on every way: they are the tables all the same.
#include <optional>  // std::optional
#include <string>    // std::string
#include <vector>    // std::vector

#include "../tables.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using namespace virga;
using tables::loose;

template <class t>
struct thing_fields {
    pg::integer<t, "id", primary_key> id;
    pg::integer<t, "n", default_to<3>> n;
    pg::text<t, "new"> fresh;
    pg::text<t, "excluded"> excluded_text;
};
/// `returning old.x, new.x` are the row before and after, from PostgreSQL 18 on; a table called so goes before.
inline constexpr table<"old", thing_fields> old_things;
inline constexpr table<"new", thing_fields> new_things;
/// The row that was to be inserted, in `do update`.
inline constexpr table<"excluded", thing_fields> excluded_things;
/// What an insert of rows calls them.
inline constexpr table<"given", thing_fields> given_things;

template <class Way>
struct with_things : Way {
    with_things() {
        for (const char* name : names) {
            (*this).execute(std::string("create table \"") + name +
                            "\" (id integer primary key, n integer default 3, \"new\" text, \"excluded\" text)");
        }
    }
    with_things(const with_things&) = delete;
    with_things& operator=(const with_things&) = delete;
    ~with_things() {
        for (const char* name : names) (*this).execute(std::string("drop table \"") + name + "\"");
    }
    static constexpr const char* names[]{"old", "new", "excluded", "given"};
};

/// What every statement returns of a table: an insert of one row, of rows, on conflict, an update, a delete.
template <class Table>
std::vector<std::optional<int>> changes(any_client& db, const Table& things) {
    std::vector<std::optional<int>> seen;
    const auto note = [&](const auto& answer) {
        for (const auto& each : answer) seen.push_back(each[things.n]);
    };
    note(db(insert_into(things).values(things.id = 1, things.n = 10).returning(things.n)));
    std::vector<insertable<given_things>> rows(2);
    if constexpr (std::is_same_v<Table, std::remove_const_t<decltype(given_things)>>) {
        rows[0].id = 1;
        rows[0].n = 20;
        rows[1].id = 2;
        note(db(insert_into(things)
                    .rows(rows)
                    .on_conflict(things.id)
                    .do_update(things.n = things.n + excluded(things.n))
                    .returning(things.n)));
    } else if constexpr (not std::is_same_v<Table, std::remove_const_t<decltype(excluded_things)>>) {
        note(db(insert_into(things)
                    .values(things.id = 1, things.n = 20)
                    .on_conflict(things.id)
                    .do_update(things.n = things.n + excluded(things.n))
                    .returning(things.n)));
    } else {
        note(db(insert_into(things).values(things.id = 1, things.n = 20).on_conflict(things.id).do_nothing().returning(things.n)));
    }
    note(db(update(things).set(things.n = things.n + 1, things.fresh = "f").where(things.id == 1).returning(things.n)));
    note(db(select(things.n).from(things).where(things.fresh == "f" and things.excluded_text.is_null())));
    note(db(delete_from(things).where(things.id == 1).returning(things.n)));
    return seen;
}
using numbers = std::vector<std::optional<int>>;
}  // namespace

TEMPLATE_TEST_CASE("a_table_may_be_called_as_sql_calls_something", "", over_http, over_websocket, directly) {
    with_things<TestType> db;
    CHECK(changes(db, old_things) == numbers{10, 30, 31, 31, 31});
    CHECK(changes(db, new_things) == numbers{10, 30, 31, 31, 31});
    CHECK(changes(db, excluded_things) == numbers{10, 11, 11, 11});
    CHECK(changes(db, given_things) == numbers{10, 30, 3, 31, 31, 31});
}

TEMPLATE_TEST_CASE("a_subquery_on_conflict_may_name_such_a_table", "", over_http, over_websocket, directly) {
    with_things<TestType> db;
    db(insert_into(excluded_things).values(excluded_things.id = 7));
    db(insert_into(old_things).values(old_things.id = 7));
    db(insert_into(new_things).values(new_things.id = 1));
    constexpr auto excluded_alias = old_things.as<"excluded">();
    constexpr auto new_alias = old_things.as<"new">();
    const auto put =
        insert_into(new_things)
            .values(new_things.id = 1, new_things.n = 7)
            .on_conflict(new_things.id)
            .do_update(new_things.n = excluded(new_things.n))
            .returning(exists(select(excluded_things.id).from(excluded_things).where(excluded_things.id == new_things.n)),
                       exists(select(excluded_alias.id).from(excluded_alias).where(excluded_alias.id == new_things.n)),
                       exists(select(new_alias.id).from(new_alias).where(new_alias.id == 8)));
    const auto row = db(put).one();
    CHECK(get<0>(row));
    CHECK(get<1>(row));
    CHECK_FALSE(get<2>(row));
}
