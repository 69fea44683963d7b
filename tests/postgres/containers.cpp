// Rows into containers: a vector, a container with a key, and what there is instead of no row.
#include <cstdint>        // std::int64_t
#include <map>            // std::map, std::multimap
#include <optional>       // std::optional
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <type_traits>    // std::is_same_v
#include <unordered_map>  // std::unordered_map
#include <vector>         // std::vector

#include "../catch.hpp"
#include "../reading.hpp"
#include "../tables.hpp"
#include "database.hpp"
#include "filled.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
constexpr auto posts = select(post.title, person.nick, post.views.as<"n">())
                           .from(post)
                           .inner_join(person, person.id == post.author_id)
                           .order_by(post.title);
struct headline {
    std::string title;
    std::optional<std::string> nick;
    std::int64_t views = 0;
};
}  // namespace

TEST_CASE("rows_go_into_a_vector") {
    filled_database database;
    postgres_client db{database.url()};
    const std::vector<row<person>> people = db(select(person).from(person).order_by(person.id)).to_vector();
    REQUIRE(people.size() == 3);
    CHECK(people[2].name == "Eve");

    const std::vector<headline> lines = db(posts).into<headline>().to_vector();
    REQUIRE(lines.size() == 3);
    CHECK(lines[1].title == "Three");
    CHECK(lines[1].nick == std::nullopt);
    CHECK(lines[1].views == 2000);

    const auto records = db(posts).to_vector();
    static_assert(std::is_same_v<decltype(records), const std::vector<virga::row_of<decltype(posts)>>>);
    CHECK(records.at(0)["n"_c] == 10);
    CHECK(db(select(person).from(person).where(person.id == 99)).to_vector().empty());
}

TEST_CASE("rows_go_into_a_map_by_a_key") {
    filled_database database;
    postgres_client db{database.url()};
    const std::map<std::int64_t, row<person>> people = db(select(person).from(person)).to<std::map>(person.id);
    REQUIRE(people.size() == 3);
    CHECK(people.at(1).name == "Ada");

    const std::unordered_map<std::string, headline> lines = db(posts).into<headline>().to<std::unordered_map>(post.title);
    CHECK(lines.at("Three").views == 2000);
    const std::map<std::string, headline> by_member = db(posts).into<headline>().to<std::map>(&headline::title);
    CHECK(by_member.at("Three").views == 2000);

    const std::map<std::string, std::int32_t> views = db(posts).to<std::map>(post.title, "n"_c);
    CHECK(views == std::map<std::string, std::int32_t>{{"One", 10}, {"Three", 2000}, {"Two", views.at("Two")}});
    const std::map<std::int32_t, std::string> titles = db(posts).into<headline>().to<std::map>("n"_c, post.title);
    CHECK(titles.at(2000) == "Three");
    const std::map<std::string, std::int64_t> members = db(posts).into<headline>().to<std::map>(&headline::title, &headline::views);
    CHECK(members.at("One") == 10);
}

TEST_CASE("a_key_is_a_column_of_any_table_of_the_row") {
    filled_database database;
    postgres_client db{database.url()};
    const auto rows = db(select(person, post).from(post).inner_join(person, person.id == post.author_id));
    const auto by_post = rows.to<std::map>(post.title, person.name);
    static_assert(std::is_same_v<decltype(by_post), const std::map<std::string, std::string>>);
    CHECK(by_post.at("One") == "Ada");
    const auto whole = rows.to<std::map>(post.title);
    CHECK(get<0>(whole.at("One")).name == "Ada");
    CHECK(get<1>(whole.at("One")).views == 10);

    // a key that may be NULL is an optional
    const auto by_nick = db(select(person.nick, person.id).from(person)).to<std::multimap>(person.nick, person.id);
    static_assert(std::is_same_v<decltype(by_nick), const std::multimap<std::optional<std::string>, std::int64_t>>);
    CHECK(by_nick.size() == 3);
    CHECK(by_nick.find("countess")->second == 1);
}

TEST_CASE("two_rows_of_one_key_are_an_error_that_names_the_column") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("insert into person (email, name) values ('ada2@example.org', 'Ada')");
    const auto rows = db(select(person.name, person.email).from(person));
    const auto problem = thrown<virga::duplicate_key_error>([&] { (void)rows.to<std::map>(person.name); });
    REQUIRE(problem);
    const std::string_view text = problem->what();
    CHECK(text.find("two rows have the same key, the column \"name\"") != text.npos);
    CHECK(text.find("Ada") == text.npos);  // errors tell no values
    CHECK_THROWS_AS(rows.to<std::unordered_map>("name"_c, person.email), virga::duplicate_key_error);
    struct named {
        std::string name;
        std::string email;
    };
    CHECK_THROWS_AS(rows.into<named>().to<std::map>(&named::name), virga::duplicate_key_error);
    CHECK(rows.to<std::multimap>(person.name, person.email).count("Ada") == 2);
}

TEST_CASE("one_or_stands_for_no_row_and_not_for_several") {
    filled_database database;
    postgres_client db{database.url()};
    constexpr auto named = select(person.id, person.nick).from(person).where(person.name == arg<"name">);
    CHECK(db(named, "Ada").one_or(-1, std::nullopt)[person.id] == 1);
    const auto none = db(named, "Nobody").one_or(-1, "nobody");
    CHECK(none[person.id] == -1);
    CHECK(none[person.nick] == "nobody");
    constexpr auto number = select(person.id).from(person).where(person.name == arg<"name">);
    CHECK(db(number, "Nobody").one_or(7)[person.id] == 7);
    struct found {
        std::int64_t id = 0;
        std::optional<std::string> nick;
    };
    CHECK(db(named, "Nobody").into<found>().one_or(found{9, "x"}).id == 9);
    CHECK(db(select(person).from(person).where(person.id == 99)).one_or(row<person>{}).name.empty());

    const auto everyone = db(select(person.id).from(person));
    const auto problem = thrown<virga::row_count_error>([&] { (void)everyone.one_or(0); });
    REQUIRE(problem);
    CHECK(std::string_view(problem->what()).find("returned 3 rows") != std::string_view::npos);
}
