// Rows that are inserted with those of their relations, on every way: what is written, and what comes back.
#include <cstddef>   // std::size_t
#include <cstdint>   // std::int64_t
#include <optional>  // std::optional
#include <string>    // std::string, std::to_string
#include <utility>   // std::move
#include <vector>    // std::vector

#include <virga.hpp>
#include <virga/client/error.hpp>  // virga::unique_violation

#include "../relations.hpp"
#include "ways.hpp"

namespace {
using namespace tables;
using namespace virga_test;

// A row of each table in which nothing is given but what must be.
template <class Row = insertable<person>>
Row named(std::string name) {
    Row made;
    made.email = name + "@example.org";
    made.name = std::move(name);
    return made;
}
template <class Row = insertable<posts_of_person>>
Row titled(std::string title) {
    Row made;
    made.title = std::move(title);
    return made;
}
insertable<tags_of_post> tagged(std::string label) {
    insertable<tags_of_post> made;
    made.label = std::move(label);
    return made;
}
insertable<label> called(std::string name) {
    insertable<label> made;
    made.name = std::move(name);
    return made;
}

struct new_post {
    insertable<posts_of_person> row;
    std::vector<insertable<tags_of_post>> tags;
};
struct new_person {
    insertable<person> row;
    std::vector<new_post> posts;
};
template <class Table>
std::int64_t rows_in(any_client& db, const Table& table) {
    const auto [rows] = db(select(count()).from(table)).one();
    return rows;
}

template <class Rows>
std::vector<std::string> titles_of(const Rows& posts) {
    std::vector<std::string> all;
    for (const auto& each : posts) all.push_back(each.title);
    return all;
}
using titles = std::vector<std::string>;
}  // namespace

TEMPLATE_TEST_CASE("a_row_is_inserted_with_those_that_belong_to_it", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const std::vector posts{titled("c"), titled("a"), titled("b")};
    const auto made = db(insert_into(person)
                             .values(person.email = "ada@example.org", person.name = "Ada")
                             .with(posts_of_person, posts)
                             .returning(person))
                          .one();
    CHECK(made.name == "Ada");
    CHECK(made.active);
    CHECK(titles_of(made[posts_of_person]) == titles{"c", "a", "b"});  // as they were given
    for (const auto& each : made[posts_of_person]) {
        CHECK(each.author_id == made.id);
        CHECK(each.status == post_status::draft);
        CHECK(each.views == 0);
        CHECK_FALSE(each.body);
    }
    // It is what a find returns.
    const auto found = db(find_many(person).with(posts_of_person.order_by(desc(post.title == "c"), post.title))).one();
    CHECK(found.id == made.id);
    REQUIRE(found[posts_of_person].size() == 3);
    for (std::size_t i = 0; i != 3; ++i) CHECK(found[posts_of_person][i].id == made[posts_of_person][i].id);
}

TEMPLATE_TEST_CASE("an_insert_with_related_rows_may_return_nothing", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto insert = insert_into(person)
                            .values(person.email = arg<"email">, person.name = "Ada")
                            .with(posts_of_person, std::vector{titled("a")});
    const auto result = db(insert, "ada@example.org");
    CHECK(result.affected() == 1);
    CHECK(rows_in(db, post) == 1);
    const std::vector<new_person> people{{named("B"), {{titled("b"), {}}}}, {named("C"), {}}};
    CHECK(db(insert_into(person).with(posts_of_person.with(tags_of_post)).rows(people)).affected() == 2);
    CHECK(rows_in(db, person) == 3);
    CHECK(rows_in(db, post) == 2);
}

TEMPLATE_TEST_CASE("several_rows_are_inserted_with_those_that_belong_to_each", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const std::vector<new_person> people{
        {named("Ada"), {{titled("a2"), {tagged("x"), tagged("b")}}, {titled("a1"), {}}}},
        {named("Bob"), {}},
        {named("Eve"), {{titled("e"), {tagged("x")}}}},
    };
    const auto made = db(insert_into(person)
                             .with(posts_of_person.columns(post.title, post.id).with(tags_of_post.columns(tag.label, tag.rank)))
                             .rows(people)
                             .returning(person.name, person.id));
    REQUIRE(made.size() == 3);
    std::string all;
    for (const auto& p : made) {
        all += p[person.name] + "(";
        for (const auto& each : p[posts_of_person]) {
            all += each[post.title] + "[";
            for (const auto& t : each[tags_of_post]) all += t[tag.label] + std::to_string(t[tag.rank]);
            all += "]";
        }
        all += ")";
    }
    CHECK(all == "Ada(a2[x1b1]a1[])Bob()Eve(e[x1])");
    // The database says the same.
    const auto found = db(find_many(person)
                              .columns(person.name)
                              .with(posts_of_person.columns(post.id).order_by(desc(post.title)).with(tags_of_post))
                              .order_by(person.id));
    REQUIRE(found.size() == 3);
    CHECK(found[0][posts_of_person].at(0)[post.id] == made[0][posts_of_person].at(0)[post.id]);
    CHECK(found[0][posts_of_person].at(0)[tags_of_post].size() == 2);
    CHECK(found[1][posts_of_person].empty());
    CHECK(found[2][posts_of_person].at(0)[post.id] == made[2][posts_of_person].at(0)[post.id]);
}

TEMPLATE_TEST_CASE("keys_that_the_server_makes_are_those_of_their_rows", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    std::vector<new_person> people;
    for (int i = 0; i != 300; ++i) {
        const std::string name = "p" + std::to_string(i);
        new_person one{named(name), {}};
        for (int k = 0; k != i % 4; ++k) one.posts.push_back({titled(name), {tagged(name)}});
        for (std::size_t k = 0; k != one.posts.size(); ++k) one.posts[k].row.title = name + "-" + std::to_string(k);
        people.push_back(std::move(one));
    }
    const auto made = db(insert_into(person).with(posts_of_person.with(tags_of_post)).rows(people).returning(person)).to_vector();
    REQUIRE(made.size() == people.size());
    for (std::size_t i = 0; i != people.size(); ++i) {
        CHECK(made[i].name == "p" + std::to_string(i));
        REQUIRE(made[i][posts_of_person].size() == i % 4);
        for (std::size_t k = 0; k != i % 4; ++k) {
            const auto& each = made[i][posts_of_person][k];
            CHECK(each.author_id == made[i].id);
            CHECK(each.title == made[i].name + "-" + std::to_string(k));
            CHECK(each[tags_of_post].at(0).label == made[i].name);
            CHECK(each[tags_of_post].at(0).post_id == each.id);
        }
    }
    constexpr auto wrong = select(count())
                               .from(post)
                               .inner_join(person, person.id == post.author_id)
                               .inner_join(tag, tag.post_id == post.id)
                               .where(tag.label != person.name);
    const auto [wrong_rows] = db(wrong).one();
    CHECK(wrong_rows == 0);
}

TEMPLATE_TEST_CASE("ten_thousand_rows_belong_to_one", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    std::vector<insertable<posts_of_person>> posts;
    for (int i = 0; i != 10'000; ++i) posts.push_back(titled(std::to_string(i)));
    const auto made = db(insert_into(person)
                             .values(person.email = "a", person.name = "A")
                             .with(posts_of_person.columns(post.title), posts)
                             .returning(person.id))
                          .one();
    REQUIRE(made[posts_of_person].size() == posts.size());
    CHECK(made[posts_of_person][0][post.title] == "0");
    CHECK(made[posts_of_person][9'999][post.title] == "9999");
    CHECK(rows_in(db, post) == 10'000);
}

TEMPLATE_TEST_CASE("no_related_row_is_a_list_of_none", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto made = db(insert_into(person)
                             .values(person.email = "a", person.name = "A")
                             .with(posts_of_person, std::vector<insertable<posts_of_person>>{})
                             .with(reports_of_person, std::vector<insertable<reports_of_person>>{})
                             .returning(person.id))
                          .one();
    CHECK(made[posts_of_person].empty());
    CHECK(made[reports_of_person].empty());
    const std::vector<new_person> nobody;
    CHECK(db(insert_into(person).with(posts_of_person.with(tags_of_post)).rows(nobody).returning(person)).empty());
    CHECK(rows_in(db, person) == 1);
}

TEMPLATE_TEST_CASE("a_row_that_violates_leaves_nothing_behind", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const std::vector<new_person> twice{{named("Ada"), {{titled("a"), {tagged("x"), tagged("x")}}}}};
    const auto insert = insert_into(person).with(posts_of_person.with(tags_of_post)).rows(twice);
    CHECK_THROWS_AS(db(insert), virga::unique_violation);
    CHECK(rows_in(db, person) == 0);
    CHECK(rows_in(db, post) == 0);
    CHECK(rows_in(db, tag) == 0);
    const std::vector<insertable<posts_of_person>> without(1);
    CHECK_THROWS_AS(db(insert_into(person).values(person.email = "a", person.name = "A").with(posts_of_person, without)),
                    virga::value_error);
    CHECK(rows_in(db, person) == 0);
}

TEMPLATE_TEST_CASE("a_row_is_inserted_after_the_one_that_it_needs", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    struct authored {
        insertable<post, author_of_post> row;
        insertable<person> author;
    };
    const std::vector<authored> posts{{titled<insertable<post, author_of_post>>("b"), named("Bob")},
                                      {titled<insertable<post, author_of_post>>("a"), named("Ada")}};
    const auto made = db(insert_into(post).with(author_of_post).rows(posts).returning(post.title, post.author_id));
    REQUIRE(made.size() == 2);
    CHECK(made[0][post.title] == "b");
    CHECK(made[0][author_of_post].name == "Bob");
    CHECK(made[0][author_of_post].id == made[0][post.author_id]);
    CHECK(made[1][author_of_post].name == "Ada");

    // To any depth, of a table to itself, and where there may be none.
    struct chief {
        insertable<person, chief_of_person> row;
        std::optional<insertable<person>> chief;
    };
    struct led_post {
        insertable<post, author_of_post> row;
        chief author;
    };
    const std::vector<led_post> led{
        {titled<insertable<post, author_of_post>>("c"), {named<insertable<person, chief_of_person>>("Cid"), named("Dan")}},
        {titled<insertable<post, author_of_post>>("e"), {named<insertable<person, chief_of_person>>("Eve"), std::nullopt}}};
    const auto all = db(insert_into(post).with(author_of_post.with(chief_of_person)).rows(led).returning(post));
    REQUIRE(all.size() == 2);
    CHECK(all[0][author_of_post][chief_of_person].value().name == "Dan");
    CHECK(all[0][author_of_post].chief_id == all[0][author_of_post][chief_of_person].value().id);
    CHECK(all[1][author_of_post].name == "Eve");
    CHECK_FALSE(all[1][author_of_post][chief_of_person].has_value());
    CHECK(db(find_many(post).with(author_of_post.with(chief_of_person)).where(post.title == "c")).one()[author_of_post]
              [chief_of_person].value().name == "Dan");
}

TEMPLATE_TEST_CASE("rows_of_a_table_between_are_inserted_and_connected", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const std::int64_t author = db(insert_into(person).rows(std::vector{named("Ada")}).returning(person.id)).one()[person.id];
    const auto insert = [&](const auto& title) { return insert_into(post).values(post.author_id = author, post.title = title); };
    const auto made = db(insert("a").with(labels_of_post, std::vector{called("red"), called("blue")}).returning(post.id)).one();
    REQUIRE(made[labels_of_post].size() == 2);
    CHECK(made[labels_of_post][0].name == "red");
    CHECK(made[labels_of_post][1].name == "blue");
    const int red = made[labels_of_post][0].id;
    const int blue = made[labels_of_post][1].id;
    const std::vector keys{blue, red};
    const auto connected =
        db(insert("b").with(connect(labels_of_post.columns(label.name)), keys).returning(post.title)).one();
    REQUIRE(connected[labels_of_post].size() == 2);
    CHECK(connected[labels_of_post][0][label.name] == "blue");
    CHECK(connected[labels_of_post][1][label.name] == "red");
    CHECK_THROWS_AS(db(insert("c").with(connect(labels_of_post), std::vector{red, 77})), virga::foreign_key_violation);

    // Within others, each with keys of its own, of which several name one row.
    struct labelled_post_of {
        insertable<posts_of_person> row;
        std::vector<int> labels;
    };
    struct author_of_labelled {
        insertable<person> row;
        std::vector<labelled_post_of> posts;
    };
    const std::vector<author_of_labelled> authors{{named("Bob"), {{titled("x"), {red, blue}}, {titled("y"), {}}}},
                                                  {named("Eve"), {{titled("z"), {red}}}}};
    const auto insert_all = insert_into(person).with(posts_of_person.with(connect(labels_of_post))).rows(authors);
    const auto several = db(insert_all.returning(person));
    REQUIRE(several.size() == 2);
    CHECK(several[0][posts_of_person].at(0)[labels_of_post].at(0).name == "red");
    CHECK(several[0][posts_of_person].at(0)[labels_of_post].at(1).name == "blue");
    CHECK(several[0][posts_of_person].at(1)[labels_of_post].empty());
    CHECK(several[1][posts_of_person].at(0)[labels_of_post].at(0).name == "red");
    CHECK(rows_in(db, labelled_post) == 7);
    CHECK(rows_in(db, label) == 2);
}

TEMPLATE_TEST_CASE("what_triggers_and_defaults_make_comes_back", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    db.execute("create function shout() returns trigger language plpgsql as $$ begin new.title := upper(new.title); "
               "new.views := new.views + 7; return new; end $$");
    db.execute("create trigger shout before insert on post for each row execute function shout()");
    struct dropping {
        TestType& db;
        ~dropping() { db.execute("drop function shout() cascade"); }
    } drops{db};
    const auto made = db(insert_into(person)
                             .values(person.email = "a", person.name = "A")
                             .with(posts_of_person, std::vector{titled("loud"), titled("louder")})
                             .returning(person.id))
                          .one();
    CHECK(titles_of(made[posts_of_person]) == titles{"LOUD", "LOUDER"});
    CHECK(made[posts_of_person][0].views == 7);
    CHECK(made[posts_of_person][0].audit.created_at == made[posts_of_person][0].audit.updated_at);
}
