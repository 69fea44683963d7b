// Relational finds, on every way: values that come nested are those that come at the root, whatever their type.
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <random>    // std::mt19937
#include <string>    // std::string
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

namespace at_all_levels {
struct shown_tag {
    std::string label;
    std::optional<std::string> note;
    std::optional<bool> above;
    bool operator==(const shown_tag&) const = default;
};
struct shown_post {
    std::string title;
    std::optional<std::int16_t> highest;
    std::optional<std::string> author;
    std::vector<shown_tag> tags;
    bool operator==(const shown_post&) const = default;
};
struct shown_person {
    std::string name;
    std::int64_t below;
    std::vector<shown_post> posts;
    bool operator==(const shown_person&) const = default;
};
struct wish {
    bool filters, turns;
    std::int64_t limit, offset;
};
constexpr auto post_of_tag = one<"post">(tag.post_id);

template <class Level>
auto cut(const Level& level, const wish& by) {
    return level.limit(by.limit).offset(by.offset);
}
/// Three levels, each with values, conditions and orders of related rows, cut.
inline std::vector<shown_person> people_of(any_client& db, const wish& people, const wish& posts, const wish& tags) {
    const auto labels = cut(tags_of_post.columns(tag.label, tag.note)
                                .extra((post_of_tag[post.views] > 40).as<"above">())
                                .where(when(tags.filters, any(post_of_tag, post.views > 20)))
                                .order_by(one_of(tags.turns, asc(tag.label), desc(tag.rank)), tag.label),
                            tags);
    const auto titles =
        cut(posts_of_person.columns(post.title)
                .extra(max(tags_of_post, tag.rank).as<"highest">(), author_of_post[person.name].as<"author">())
                .where(when(posts.filters, any(tags_of_post, tag.rank > 3)))
                .order_by(one_of(posts.turns, desc(count(tags_of_post)), asc(max(tags_of_post, tag.rank)).nulls_first()),
                          post.title),
            posts);
    return db(cut(find_many(person)
                      .columns(person.name)
                      .extra(count(reports_of_person).as<"below">())
                      .where(when(people.filters, none(reports_of_person, person.active)))
                      .order_by(one_of(people.turns, asc(chief_of_person[person.id]).nulls_first(), desc(count(posts_of_person))),
                                person.id),
                  people)
                  .with(titles.with(labels)))
        .template into<shown_person>()
        .to_vector();
}
/// Rows under rows, the same wherever they are made.
inline void make_rows(any_client& db) {
    clear(db);
    db.execute("insert into person (id, email, name, chief_id, active) overriding system value "
               "select i, 'p' || i, 'n\"\\' || i, nullif(i / 3, 0), i % 3 <> 0 from generate_series(1, 20) i");
    db.execute("insert into post (author_id, title, views) "
               "select i, 't' || k, (i * 37 + k * 11) % 100 from generate_series(1, 20) i, generate_series(1, i % 5) k");
    db.execute("insert into blog.tag (post_id, label, rank, note) select id, 'l,]' || k, (views * k) % 7, "
               "case when k = 2 then E'n\\n' end from post, generate_series(1, views % 4) k");
}
}  // namespace at_all_levels

TEMPLATE_TEST_CASE("finds_with_all_that_levels_can_say_are_the_same", "", over_http, over_websocket, directly) {
    using namespace at_all_levels;
    TestType db;
    directly beside;
    make_rows(beside);
    std::mt19937 random{12};
    const auto below = [&](int end) { return std::uniform_int_distribution<int>{0, end - 1}(random); };
    const auto any_wish = [&] { return wish{below(2) == 0, below(2) == 0, 1 + below(6), below(3)}; };
    std::vector<std::vector<wish>> wishes;
    for (int i = 0; i != 30; ++i) wishes.push_back({any_wish(), any_wish(), any_wish()});
    std::vector<std::vector<shown_person>> expected;
    for (const auto& each : wishes) expected.push_back(people_of(beside, each[0], each[1], each[2]));
    make_rows(db);
    std::size_t tags = 0;
    for (std::size_t i = 0; i != wishes.size(); ++i) {
        const auto found = people_of(db, wishes[i][0], wishes[i][1], wishes[i][2]);
        CHECK(found == expected[i]);
        for (const auto& shown : found) {
            for (const auto& each : shown.posts) tags += each.tags.size();
        }
    }
    CHECK(tags > 30);
}
