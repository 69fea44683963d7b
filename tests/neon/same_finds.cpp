// Relational finds, on every way: values that come nested are those that come at the root, whatever their type.
#include <cstddef>   // std::size_t
#include <optional>  // std::optional
#include <vector>    // std::vector

#include "../postgres/edges.hpp"
#include "../relations.hpp"
#include "ways.hpp"

namespace {
using namespace tables;
using namespace virga_test;

constexpr auto copies_of_every = many<"copies">(every.id, maybe.id);
constexpr auto original_of_maybe = one<"original">(maybe.id, every.id);

using every_row = virga::row<every>;
using maybe_row = virga::row<maybe>;
}  // namespace

TEMPLATE_TEST_CASE("nested_values_are_those_at_the_root", "", over_http, over_websocket, directly) {
    TestType db;
    fill(db);
    db(delete_from(every).all_rows());
    db(delete_from(maybe).all_rows());
    db(insert_into(every).rows(edge_rows()));
    db(insert_into(maybe).rows(edge_rows_with_nulls()));

    const auto originals = db(select(every).from(every).order_by(every.id)).to_vector();
    const auto copies = db(select(maybe).from(maybe).order_by(maybe.id)).to_vector();
    REQUIRE(same_rows(originals, edge_rows()));
    REQUIRE(same_rows(copies, edge_rows_with_nulls()));

    // By a join, in JSON, by a join within JSON, and in JSON within JSON.
    const auto found =
        db(find_many(every)
               .with(copies_of_every.with(original_of_maybe.with(copies_of_every.with(original_of_maybe))))
               .order_by(every.id))
            .to_vector();
    REQUIRE(found.size() == originals.size());
    for (std::size_t i = 0; i != found.size(); ++i) {
        INFO(originals[i].words);
        CHECK(same_rows(static_cast<const every_row&>(found[i]), originals[i]));
        REQUIRE(found[i][copies_of_every].size() == 1);
        const auto& copy = found[i][copies_of_every][0];
        CHECK(same_rows(static_cast<const maybe_row&>(copy), copies[i]));
        const auto& original = copy[original_of_maybe].value();
        CHECK(same_rows(static_cast<const every_row&>(original), originals[i]));
        REQUIRE(original[copies_of_every].size() == 1);
        CHECK(same_rows(static_cast<const maybe_row&>(original[copies_of_every][0]), copies[i]));
        CHECK(same_rows(static_cast<const every_row&>(original[copies_of_every][0][original_of_maybe].value()), originals[i]));
    }
    const auto joined = db(find_many(maybe).with(original_of_maybe).order_by(maybe.id)).to_vector();
    REQUIRE(joined.size() == copies.size());
    for (std::size_t i = 0; i != joined.size(); ++i) {
        CHECK(same_rows(static_cast<const every_row&>(joined[i][original_of_maybe].value()), originals[i]));
    }
}

TEMPLATE_TEST_CASE("a_find_runs_where_queries_run", "", over_http, over_websocket, directly) {
    TestType db;
    fill(db);
    constexpr auto page = find_many(person)
                              .with(posts_of_person.where(post.views >= arg<"least">).order_by(post.title).with(tags_of_post))
                              .where(person.email != arg<"not">)
                              .order_by(person.id);
    const auto alone = db(page, 0, "nobody");
    constexpr auto by_title = find_many(post).with(author_of_post).order_by(post.title);
    const virga::transaction_options still{.isolation = virga::isolation_level::repeatable_read, .read_only = true};
    const auto [batched, posts] = db.batch(still, bind(page, 0, "nobody"), by_title);
    REQUIRE(alone.size() == batched.size());
    REQUIRE(alone.size() == 3);
    CHECK(alone[0][posts_of_person].size() == batched[0][posts_of_person].size());
    CHECK(alone[0][posts_of_person].at(0)[tags_of_post].size() == 2);
    CHECK(posts[0][author_of_post].name == "Ada");
    CHECK(db(find_first(person).where(person.id == 1).with(chief_of_person)).one().name == "Ada");
    CHECK(db.execute("explain " + std::string{to_sql(by_title)}).rows() > 1);
    const auto turned = [](bool turns) {
        return find_many(person)
            .columns(person.id)
            .with(posts_of_person.order_by(one_of(turns, asc(post.title), desc(post.title))).limit(1))
            .order_by(person.id);
    };
    const auto [up, down, locked] = db.batch(turned(false), turned(true), by_title.for_update().skip_locked());
    CHECK(up[0][posts_of_person].at(0).title == "One");
    CHECK(down[0][posts_of_person].at(0).title == "Two");
    CHECK(locked.size() == 3);
    CHECK_FALSE(db(find_first(person).where(person.id == -1)).first());
}
