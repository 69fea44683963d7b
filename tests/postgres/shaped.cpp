// Queries that are shaped when they run, pages that go on after a row, and arguments by name, on a server.
#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <vector>       // std::vector

#include <virga.hpp>
#include <virga/client/any_query.hpp>
#include <virga/client/postgres.hpp>

#include "../catch.hpp"
#include "database.hpp"

namespace {
using namespace virga;
using virga_test::server;
using virga_test::text;
using virga_test::thrown;

template <class t>
struct listing_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "owner", not_null> owner;
    pg::integer<t, "rank", not_null> rank;
    pg::integer<t, "weight"> weight;
};
inline constexpr table<"listing", listing_fields> listing;

/// A client and a table of 60 rows, many of them alike in rank and owner.
struct listings {
    postgres_client db{server().url()};
    listings() {
        db.execute(
            "drop table if exists listing; create table listing (id bigint primary key, owner text not null, rank integer not "
            "null, "
            "weight integer)");
        db.execute("insert into listing select i, 'owner ' || i % 5, i * 7 % 4, nullif(i % 3, 0) from generate_series(1, 60) i");
    }
};

template <class Query>
std::vector<std::int64_t> ids(postgres_client& db, const Query& query) {
    std::vector<std::int64_t> all;
    for (const auto& found : db(query)) all.push_back(found[listing.id]);
    return all;
}
std::vector<std::int64_t> ids_of(postgres_client& db, const std::string& rest) {
    std::vector<std::int64_t> all;
    const result found = db.execute("select id from listing " + rest);
    for (std::size_t i = 0; i != found.rows(); ++i) {
        cell id;
        found.read(i, &id);
        all.push_back(std::stoll(std::string{id.view()}));
    }
    return all;
}
}  // namespace

TEST_CASE("a_condition_whose_optional_argument_is_empty_is_left_out") {
    listings data;
    auto& db = data.db;
    const auto query =
        select(listing.id)
            .from(listing)
            .where(listing.owner == optional_arg<"owner"> and listing.id > arg<"after"> and
                   listing.rank >= optional_arg<"least"> and when(optional_arg<"weights">, listing.weight.in(arg<"weights">)))
            .order_by(listing.id);
    static_assert(std::is_same_v<parameters_of<decltype(query)>,
                                 list<types::text, types::bigint, types::integer, types::array<types::integer>>>);
    using weights = std::vector<std::int32_t>;
    for (unsigned given = 0; given != 8; ++given) {
        const bool by_owner = (given & 1U) != 0, by_rank = (given & 2U) != 0, by_weight = (given & 4U) != 0;
        const auto owner = by_owner ? std::optional<std::string>("owner 2") : std::nullopt;
        const auto least = by_rank ? std::optional<std::int32_t>(2) : std::nullopt;
        const auto among = by_weight ? std::optional(weights{1}) : std::nullopt;
        std::string expected = "where id > 3";
        if (by_owner) expected += " and owner = 'owner 2'";
        if (by_rank) expected += " and rank >= 2";
        if (by_weight) expected += " and weight = 1";
        std::vector<std::int64_t> found;
        for (const auto& each : db(query, owner, 3, least, among)) found.push_back(each[listing.id]);
        CHECK(found == ids_of(db, expected + " order by id"));
        found.clear();
        for (const auto& each : db(query, "after"_a = 3, "weights"_a = among, "least"_a = least, "owner"_a = owner))
            found.push_back(each[listing.id]);
        CHECK(found == ids_of(db, expected + " order by id"));
    }
    CHECK(db(query, std::nullopt, 58, std::nullopt, std::nullopt).size() == 2);
    CHECK(db(query, "owner 2", 0, 0, weights{1, 2}).size() == ids_of(db, "where owner = 'owner 2' and weight is not null").size());
    CHECK(to_sql(select(listing.id).from(listing).where(listing.owner == optional_arg<"owner">)) ==
          R"(select "listing"."id" from "listing" where "listing"."owner" = $1)");
}

TEST_CASE("an_update_with_an_optional_condition_keeps_those_that_are_sure") {
    listings data;
    auto& db = data.db;
    const auto heavier = update(listing)
                             .set(listing.weight = arg<"weight", nullable>)
                             .where(listing.rank == arg<"rank"> and listing.owner != optional_arg<"but">);
    CHECK(db(heavier, std::optional<std::int32_t>(9), 1, std::optional<std::string>("owner 2")).affected() ==
          ids_of(db, "where rank = 1 and owner <> 'owner 2'").size());
    CHECK(ids_of(db, "where weight = 9 order by id") == ids_of(db, "where rank = 1 and owner <> 'owner 2' order by id"));
    CHECK(db(heavier, std::nullopt, 1, std::nullopt).affected() == ids_of(db, "where rank = 1").size());
    CHECK(ids_of(db, "where rank = 1 and weight is not null").empty());
    db(heavier, "but"_a = std::nullopt, "rank"_a = 2, "weight"_a = 4);
    CHECK(ids_of(db, "where weight = 4 order by id") == ids_of(db, "where rank = 2 order by id"));
}

TEST_CASE("a_row_with_a_nullable_argument") {
    listings data;
    auto& db = data.db;
    const auto made =
        insert_into(listing)
            .values(listing.id = arg<"id">, listing.owner = "me", listing.rank = 1, listing.weight = arg<"weight", nullable>)
            .returning(listing.weight);
    CHECK(db(made, 100, std::optional<std::int32_t>(3)).one()[listing.weight] == 3);
    CHECK(db(made, 101, std::nullopt).one()[listing.weight] == std::nullopt);
}

TEST_CASE("conditions_that_are_off_are_left_out") {
    listings data;
    auto& db = data.db;
    for (unsigned wanted = 0; wanted != 16; ++wanted) {
        const bool by_owner = (wanted & 1U) != 0, by_rank = (wanted & 2U) != 0, by_weight = (wanted & 4U) != 0;
        const std::string owner = "owner 2";
        const auto query = select(listing.id)
                               .from(listing)
                               .where(when(by_owner, listing.owner == owner) and listing.id > 3 and
                                      when(by_rank, listing.rank == arg<"rank"> or listing.rank == 0) and
                                      when(by_weight, listing.weight.is_null()))
                               .order_by(one_of(wanted / 8, asc(listing.id), desc(listing.rank)), desc(listing.id));
        std::string expected = "where id > 3";
        if (by_owner) expected += " and owner = 'owner 2'";
        if (by_rank) expected += " and (rank = 1 or rank = 0)";
        if (by_weight) expected += " and weight is null";
        expected += wanted < 8 ? " order by id, id desc" : " order by rank desc, id desc";
        std::vector<std::int64_t> found;
        for (const auto& each : db(query, 1)) found.push_back(each[listing.id]);
        CHECK(found == ids_of(db, expected));
    }
    // Each shape is prepared once.
    const auto prepared = "select count(*) from pg_prepared_statements where statement like 'select \"listing\".\"id\"%'";
    CHECK(text(db.execute(prepared)) == "16");
    CHECK(ids(db, select(listing.id).from(listing).where(when(false, listing.id == 1))).size() == 60);
    CHECK(ids(db, select(listing.id).from(listing).where(when(true, listing.id == 1))).size() == 1);
    CHECK(text(db.execute(prepared)) == "18");
}

TEST_CASE("the_text_of_a_shaped_query_is_that_of_its_shape") {
    const auto of = [](bool first, int key) {
        return select(listing.owner, count().as<"n">())
            .from(listing)
            .where(when(first, listing.rank > 1))
            .group_by(listing.owner)
            .having(when(first, count() > 2) and when(key == 2, max(listing.rank) < 9))
            .order_by(one_of(key, listing.owner, desc("n"_c), asc(max(listing.rank)).nulls_last()));
    };
    CHECK(to_sql(of(false, 0)) ==
          R"(select "listing"."owner", count(*) as "n" from "listing" group by "listing"."owner" order by "listing"."owner")");
    CHECK(to_sql(of(true, 2)) ==
          R"(select "listing"."owner", count(*) as "n" from "listing" where "listing"."rank" > $1 group by "listing"."owner" )"
          R"(having count(*) > $2 and max("listing"."rank") < $3 order by max("listing"."rank") nulls last)");
    listings data;
    CHECK(data.db(of(true, 2)).size() == 5);
    CHECK(data.db(of(true, 1)).size() == 5);
    CHECK(
        data.db(select(listing.id).from(listing).order_by(one_of(true, listing.id, desc(listing.id))).limit(1)).one()[listing.id] ==
        60);
}

TEST_CASE("a_choice_that_no_key_has_is_refused_before_anything_is_sent") {
    listings data;
    for (const int choice : {-1, 2, 1'000'000}) {
        const auto problem = thrown<value_error>(
            [&] { data.db(select(listing.id).from(listing).order_by(one_of(choice, listing.id, listing.rank))); });
        REQUIRE(problem);
        CHECK(std::string_view{problem->what()} == "one_of: the choice is none of the 2 keys, which are numbered from 0");
    }
    CHECK(text(data.db.execute("select count(*) from pg_prepared_statements where statement like '%listing%'")) == "0");
}

TEST_CASE("updates_and_deletes_with_conditions_that_are_off_keep_the_others") {
    listings data;
    auto& db = data.db;
    CHECK(db(update(listing).set(listing.weight = 9).where(listing.rank == 1 and when(false, listing.id == 1))).affected() == 15);
    CHECK(db(update(listing).set(listing.weight = 8).where(when(true, listing.id == 3) and listing.rank == 1)).affected() == 1);
    CHECK(db(delete_from(listing).where(when(false, listing.id == 1) and listing.owner == "owner 1")).affected() == 12);
}

TEST_CASE("a_shaped_query_is_a_member_of_batches_a_subquery_and_counted") {
    listings data;
    auto& db = data.db;
    const auto busy = [](bool heavy) {
        return select(listing.id).from(listing).where(listing.rank == arg<"rank"> and when(heavy, listing.weight == 2));
    };
    const auto [all, some, two] = db.batch(bind(busy(false), 1), bind(busy(true), "rank"_a = 2),
                                           select(listing.id).from(listing).where(when(true, listing.id == 2)));
    CHECK(all.size() == 15);
    CHECK(some.size() == ids_of(db, "where rank = 2 and weight = 2").size());
    CHECK(two.size() == 1);
    const auto others = select(listing.owner)
                            .from(listing)
                            .where(listing.id.in(select(listing.id).from(listing).where(when(true, listing.rank == 3))));
    CHECK(db(others).size() == 15);
    CHECK(
        db(count(
               select(listing.id).from(listing).where(when(true, listing.rank == 3)).order_by(one_of(1, listing.id, listing.rank))))
            .one()[count()] == 15);
}

TEST_CASE("pages_go_on_after_a_row") {
    listings data;
    auto& db = data.db;
    // All keys one way, both ways; the first page of an optional cursor is that without.
    std::vector<std::int64_t> paged;
    std::optional<std::tuple<int, std::int64_t>> last;
    for (;;) {
        const auto page = db(select(listing.rank, listing.id)
                                 .from(listing)
                                 .where(listing.id > 5)
                                 .order_by(desc(listing.rank), desc(listing.id))
                                 .after(last)
                                 .limit(7));
        for (const auto& found : page) {
            paged.push_back(found[listing.id]);
            last.emplace(found[listing.rank], found[listing.id]);
        }
        if (page.size() < 7) break;
    }
    CHECK(paged == ids_of(db, "where id > 5 order by rank desc, id desc"));

    paged.clear();
    int rank = -1;
    std::string owner;
    std::int64_t id = 0;
    for (;;) {
        const auto page = db(
            select(listing).from(listing).order_by(listing.rank, desc(listing.owner), listing.id).limit(7).after(rank, owner, id));
        for (const auto& found : page) {
            paged.push_back(found.id);
            rank = found.rank;
            owner = found.owner;
            id = found.id;
        }
        if (page.size() < 7) break;
    }
    CHECK(paged == ids_of(db, "order by rank, owner desc, id"));

    static_assert(to_sql(select(listing.id).from(listing).order_by(listing.rank, listing.id).after(1, 2).limit(3)) ==
                  R"(select "listing"."id" from "listing" where ("listing"."rank", "listing"."id") > ($1, $2) )"
                  R"(order by "listing"."rank", "listing"."id" limit $3)");
    static_assert(
        to_sql(
            select(listing.id).from(listing).order_by(desc(listing.rank), listing.id).limit(3).where(listing.id > 7).after(1, 2)) ==
        R"(select "listing"."id" from "listing" where "listing"."id" > $1 and "listing"."rank" <= $2 and )"
        R"(("listing"."rank" < $3 or "listing"."id" > $4) order by "listing"."rank" desc, "listing"."id" limit $5)");
}

TEST_CASE("arguments_by_name_are_told_apart") {
    listings data;
    auto& db = data.db;
    const auto page = select(listing.id)
                          .from(listing)
                          .limit(arg<"limit">)
                          .where(listing.id > arg<"after"> or listing.owner == arg<"owner">)
                          .order_by(listing.id);
    const std::string nobody = "nobody";
    const auto found = db(page, "limit"_a = 2, "owner"_a = nobody, "after"_a = 10);
    REQUIRE(found.size() == 2);
    CHECK(found[0][listing.id] == 11);
    const auto written = "after"_a = std::int64_t{58};
    CHECK(db(page, "owner"_a = "nobody", written, "limit"_a = 100).size() == 2);
    // One argument, used twice, is given once.
    CHECK(db(select(listing.id).from(listing).where(listing.rank == arg<"n"> and listing.weight == arg<"n">), "n"_a = 2).size() ==
          ids_of(db, "where rank = 2 and weight = 2").size());
}

namespace {
/// What queries of several tables have in common.
struct line {
    std::int64_t number = 0;
    std::string name;
    friend bool operator==(const line&, const line&) = default;
};
std::vector<any_query<line>> some_lines() {
    const std::string gone = "owner 2";  // the queries own it
    return {select(listing.id, listing.owner).from(listing).where(listing.owner == gone).order_by(listing.id).limit(1),
            bind(select(listing.id.as<"n">(), listing.owner).from(listing).where(listing.id == arg<"id">), 7),
            bind(select(listing.id, listing.owner)
                     .from(listing)
                     .where(listing.id < 3 and listing.owner == optional_arg<"owner">)
                     .order_by(listing.id),
                 std::nullopt)};
}
}  // namespace

TEST_CASE("queries_of_one_row_type_are_values_of_one_type") {
    listings data;
    auto& db = data.db;
    std::vector<any_query<line>> all = some_lines();
    std::vector<line> found;
    for (const any_query<line>& each : all) {
        for (const line& one : db(each)) found.push_back(one);
    }
    CHECK(found == std::vector<line>{{2, "owner 2"}, {7, "owner 2"}, {1, "owner 1"}, {2, "owner 2"}});
    all.erase(all.begin());
    all[0] = all[1];
    CHECK(db(all[0]).to_vector() == std::vector<line>{{1, "owner 1"}, {2, "owner 2"}});

    using pair = std::tuple<std::int64_t, std::optional<std::int32_t>>;
    const any_query<pair> weights = select(listing.id, listing.weight).from(listing).order_by(listing.id).limit(3);
    const any_query<row<listing>> whole = select(listing).from(listing).where(listing.id == 4);
    const auto [lines, pairs, rows, number] = db.batch(all[1], weights, whole, select(count()).from(listing));
    CHECK(lines.size() == 2);
    CHECK(pairs.to_vector() == std::vector<pair>{{1, 1}, {2, 2}, {3, std::nullopt}});
    CHECK(rows.one().owner == "owner 4");
    CHECK(get<0>(number.one()) == 60);
    CHECK(pairs.first() == pair{1, 1});
    CHECK_THROWS_AS(pairs.one(), row_count_error);

    const any_query<std::tuple<>> change = update(listing).set(listing.rank = 9).where(listing.id <= 10);
    CHECK(db(change).affected() == 10);
}

TEST_CASE("combined_queries_are_ordered_by_one_of_the_columns_of_their_result") {
    listings fixture;
    const auto both = [](int key, bool wanted) {
        return select(listing.id, listing.weight.as<"w">())
            .from(listing)
            .where(listing.id < arg<"end"> and when(wanted, listing.rank == 3))
            .union_all(select(listing.id, listing.rank).from(listing).where(listing.id == arg<"also">))
            .order_by(one_of(key, desc(listing.id), asc("w"_c).nulls_first()), listing.id)
            .limit(4);
    };
    const auto found = [&](const auto& query) {
        std::vector<std::int64_t> all;
        for (const auto& [id, weight] : fixture.db(query, 5, 60)) all.push_back(id);
        return all;
    };
    CHECK(found(both(0, false)) == std::vector<std::int64_t>{60, 4, 3, 2});
    CHECK(found(both(1, false)) == std::vector<std::int64_t>{3, 60, 1, 4});
    CHECK(found(both(0, true)) == std::vector<std::int64_t>{60, 1});
    CHECK_THROWS_AS(found(both(2, false)), value_error);
}
