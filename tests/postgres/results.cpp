// What comes back: records, structs, optional rows of joins; and how long queries refer to values.
#include <optional>      // std::optional
#include <ranges>        // std::ranges::range_value_t
#include <string>        // std::string
#include <string_view>   // std::string_view
#include <type_traits>   // std::is_same_v
#include <vector>        // std::vector

#include "../catch.hpp"
#include "database.hpp"
#include "edges.hpp"
#include "filled.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
template <class Query>
using record_of = virga::row_of<Query>;
}  // namespace

TEST_CASE("a_record_answers_to_columns_labels_and_positions") {
    filled_database database;
    postgres_client db{database.url()};
    constexpr auto query = select(post.title, post.views.as<"n">(), person.nick, count().as<"tags">())
                               .from(post)
                               .inner_join(person, person.id == post.author_id)
                               .left_join(tag, tag.post_id == post.id)
                               .group_by(post.id, person.id)
                               .order_by(post.title);
    const auto rows = db(query);
    REQUIRE(rows.size() == 3);
    const auto row = rows[0];
    CHECK(row[post.title] == "One");
    CHECK(row["title"_c] == "One");
    CHECK(row["n"_c] == 10);
    CHECK(row[person.nick] == "countess");
    CHECK(row["tags"_c] == 2);
    CHECK(get<0>(row) == "One");
    CHECK(row.get<3>() == 2);
    const auto [title, views, nick, tags] = rows[1];
    CHECK(title == "Three");
    CHECK(views == 2000);
    CHECK(nick == std::nullopt);
    CHECK(tags == 1);
    std::string titles;
    for (const auto& [each_title, each_views, each_nick, each_tags] : db(query)) titles += each_title + ' ';
    CHECK(titles == "One Three Two ");
    static_assert(std::is_same_v<std::tuple_element_t<2, record_of<decltype(query)>>, std::optional<std::string>>);
    static_assert(std::is_same_v<std::tuple_element_t<1, record_of<decltype(query)>>, std::int32_t>);
    CHECK(rows[0] == row);
    CHECK_FALSE(rows[1] == row);
}

TEST_CASE("rows_go_into_structs_of_the_apps_own") {
    filled_database database;
    postgres_client db{database.url()};
    struct headline {
        std::string title;
        std::optional<std::string> nick;
        std::int64_t views;  // wider than the column
    };
    const auto rows = db(select(post.title, person.nick, post.views)
                             .from(post)
                             .inner_join(person, person.id == post.author_id)
                             .order_by(post.title));
    std::vector<headline> all;
    for (auto line : rows.into<headline>()) all.push_back(std::move(line));
    REQUIRE(all.size() == 3);
    CHECK(all[1].title == "Three");
    CHECK(all[1].nick == std::nullopt);
    CHECK(all[1].views == 2000);
    struct a_tag {
        virga::uuid post;
        std::string label;
        std::int16_t rank;
        std::optional<std::string> note;
    };
    CHECK(db(select(tag).from(tag).where(tag.label == "old")).into<a_tag>().one().note == "a note");
}

TEST_CASE("one_and_first_say_how_many_rows_there_are") {
    filled_database database;
    postgres_client db{database.url()};
    constexpr auto named = select(person.id).from(person).where(person.name == arg<"name">);
    CHECK(db(named, "Ada").one()[person.id] == 1);
    CHECK_THROWS_AS(db(named, "Nobody").one(), virga::row_count_error);
    CHECK(db(named, "Nobody").first() == std::nullopt);
    CHECK(db(named, "Nobody").empty());
    const auto everyone = db(select(person.id).from(person).order_by(desc(person.id)));
    CHECK_THROWS_AS(everyone.one(), virga::row_count_error);
    CHECK(everyone.first().value()[person.id] == 3);
    CHECK(everyone.size() == 3);
    CHECK(everyone.affected() == 3);
    CHECK(db(update(person).set(person.nick = "x").all_rows()).affected() == 3);
}

TEST_CASE("a_row_that_a_join_leaves_out_is_nothing") {
    filled_database database;
    postgres_client db{database.url()};
    const auto rows = db(select(person.name, post, tag.rank)
                             .from(person)
                             .left_join(post, post.author_id == person.id)
                             .left_join(tag, tag.post_id == post.id and tag.label == "new")
                             .order_by(person.id, post.title));
    REQUIRE(rows.size() == 4);
    CHECK(get<1>(rows[0])->title == "One");
    CHECK(get<2>(rows[0]) == std::int16_t{1});
    CHECK(get<1>(rows[1])->title == "Two");
    CHECK(get<2>(rows[1]) == std::nullopt);
    CHECK(get<1>(rows[1])->body == std::nullopt);
    CHECK(get<0>(rows[3]) == "Eve");
    CHECK_FALSE(get<1>(rows[3]));

    const auto right =
        db(select(person, post.title).from(post).right_join(person, post.author_id == person.id).order_by(person.id));
    CHECK(get<0>(right[3]).name == "Eve");
    CHECK(right[3][post.title] == std::nullopt);

    const auto both = db(select(post, every).from(post).full_join(every, every.words == post.title));
    CHECK(both.size() == 5);
    for (const auto& [left, other_side] : both) CHECK(left.has_value() != other_side.has_value());

    const auto whole = db(select(chief).from(person).left_join(chief, chief.id == person.chief_id).order_by(person.id));
    static_assert(std::is_same_v<std::ranges::range_value_t<decltype(whole)>, std::optional<row<person>>>);
    CHECK_FALSE(whole[0]);
    CHECK(whole[1]->name == "Ada");

    // a table of nothing but nullable columns: a row of NULLs cannot be told from none
    const auto rows_of_loose = db(select(person.id, loose).from(person).left_join(loose, loose.a == person.id).order_by(person.id));
    CHECK(get<1>(rows_of_loose[0])->b == "b");
    CHECK_FALSE(get<1>(rows_of_loose[1]));
}

TEST_CASE("empty_groups_have_no_sum_but_a_count") {
    own_database database;
    postgres_client db{database.url()};
    const auto [n, sum_of, average, least, known] =
        db(select(count(), sum(every.whole), avg(every.twice), min(every.words), coalesce(sum(every.whole), 0)).from(every)).one();
    CHECK(n == 0);
    CHECK(sum_of == std::nullopt);
    CHECK(average == std::nullopt);
    CHECK(least == std::nullopt);
    CHECK(known == 0);
}

TEST_CASE("aggregates_are_exact") {
    own_database database;
    postgres_client db{database.url()};
    for (const std::int32_t id : {1, 2})
        (void)db(insert_into(maybe).values(maybe.id = id, maybe.big = std::numeric_limits<std::int64_t>::max(),
                                           maybe.whole = std::numeric_limits<std::int32_t>::max(), maybe.mood = feeling::wild));
    const auto [big, whole, mean, top] =
        db(select(sum(maybe.big), sum(maybe.whole), avg(maybe.big), max(maybe.mood)).from(maybe)).one();
    CHECK(big->to_string() == "18446744073709551614");
    CHECK(whole == std::int64_t{4'294'967'294});
    CHECK(*mean == virga::numeric{std::numeric_limits<std::int64_t>::max()});
    CHECK(top == feeling::wild);
}

TEST_CASE("a_query_refers_to_lvalues_and_owns_rvalues") {
    filled_database database;
    postgres_client db{database.url()};
    std::string email = "ada@example.org, which is not all of it";
    std::vector<std::int64_t> ids{1};
    const auto by_email = select(person.name).from(person).where(person.email == email);
    const auto by_id = select(person.name).from(person).where(person.id.in(ids)).order_by(person.id);
    CHECK(db(by_email).empty());
    email = "ada@example.org";
    CHECK(db(by_email).one()[person.name] == "Ada");
    email = "bob@example.org";
    CHECK(db(by_email).one()[person.name] == "Bob");
    CHECK(db(by_id).size() == 1);
    ids.push_back(3);
    CHECK(db(by_id)[1][person.name] == "Eve");

    const auto owning = [] {
        std::string local = "eve@example.org";
        std::vector<std::string> names{"Eve", "a name that is too long for the small string optimization"};
        return select(person.id).from(person).where(
            person.email == std::move(local) and person.name.in(std::move(names)) and
            not person.name.in(std::vector<std::string>{"a temporary that is long enough, too"}));
    }();
    const auto copy = owning;
    CHECK(db(owning).one()[person.id] == 3);
    CHECK(db(copy).one()[person.id] == 3);

    std::vector<insertable<loose>> more{{7, "seven"}};
    const auto insert = insert_into(loose).rows(more);
    CHECK(db(insert).affected() == 1);
    more.push_back({8, std::nullopt});
    CHECK(db(insert).affected() == 2);

    patch<loose> change;
    const auto patching = update(loose).set(change).where(loose.a == 8);
    change.b = "eight";
    CHECK(db(patching).affected() == 1);
    CHECK(db(select(loose.b).from(loose).where(loose.a == 8)).one()[loose.b] == "eight");
}

TEST_CASE("an_argument_used_twice_is_given_once") {
    filled_database database;
    postgres_client db{database.url()};
    constexpr auto query = select(person.name)
                               .from(person)
                               .where(person.email == arg<"text"> or person.name == arg<"text"> or person.id == arg<"id">)
                               .order_by(person.id);
    static_assert(virga::to_sql(query) ==
                  R"(select "person"."name" from "person" where "person"."email" = $1 or "person"."name" = $1 or "person"."id" = $2 )"
                  R"(order by "person"."id")");
    CHECK(db(query, "Ada", 3).size() == 2);
    CHECK(db(query, std::string("bob@example.org"), 2).one()[person.name] == "Bob");
    CHECK(db(query, std::string_view("nobody"), 99).empty());
}

TEST_CASE("arguments_come_in_the_order_of_their_first_use_in_the_text") {
    filled_database database;
    postgres_client db{database.url()};
    constexpr auto query = select((post.views + arg<"more">).as<"sum">())
                               .limit(arg<"limit">)
                               .where(post.title == arg<"title">)
                               .from(post);
    CHECK(db(query, 5, "One", 10).one()["sum"_c] == 15);
    CHECK(db(query, 5, "One", 0).empty());
}

TEST_CASE("queries_run_in_transactions") {
    filled_database database;
    postgres_client db{database.url()};
    constexpr auto ada = insert_into(person).values(person.email = "new@example.org", person.name = "New").returning(person.id);
    constexpr auto number = select(count().as<"n">()).from(person);
    const auto id = db.transaction([&](auto& transaction) {
        const auto made = transaction(ada).one()[person.id];
        CHECK(transaction(number).one()["n"_c] == 4);
        return made;
    });
    CHECK(db(select(person.name).from(person).where(person.id == id)).one()[person.name] == "New");
    {
        auto transaction = db.begin();
        (void)transaction(delete_from(person).all_rows());
        CHECK(transaction(number).one()["n"_c] == 0);
    }
    CHECK(db(number).one()["n"_c] == 4);
    CHECK_THROWS_AS(db(ada), virga::unique_violation);
    CHECK(db(insert_into(person).values(person.email = "new@example.org", person.name = "Newer")
                 .on_conflict(person.email)
                 .do_update(person.name = excluded(person.name))
                 .returning(person))
              .one()
              .name == "Newer");
}

TEST_CASE("a_conflict_that_updates_touches_what_updates_touch") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("update person set updated_at = '2001-01-01'");
    const auto after = db(insert_into(person)
                              .values(person.email = "ada@example.org", person.name = "Ada II")
                              .on_conflict(person.email)
                              .do_update(person.name = excluded(person.name))
                              .returning(person))
                           .one();
    CHECK(after.id == 1);
    CHECK(after.name == "Ada II");
    CHECK(after.audit.updated_at > std::chrono::sys_days{std::chrono::year{2001} / 1 / 1});
}

TEST_CASE("null_where_the_schema_has_none_is_an_error_that_names_the_column") {
    own_database database;
    postgres_client db{database.url()};
    db.execute("alter table \"person\" alter \"name\" drop not null");
    db.execute("insert into \"person\" (\"email\") values ('x')");
    const auto problem = thrown<virga::value_error>([&] { (void)db(select(person).from(person)).one(); });
    REQUIRE(problem);
    CHECK(std::string_view(problem->what()).find("\"name\"") != std::string_view::npos);
}
