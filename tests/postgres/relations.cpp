// Relational finds on a server: what comes, and that it comes exactly.
#include <cstdint>      // std::int64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <type_traits>  // std::is_same_v
#include <utility>      // std::move
#include <vector>       // std::vector

#include "../catch.hpp"
#include "../reading.hpp"
#include "../tables.hpp"
#include "database.hpp"
#include "filled.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
constexpr auto posts_of_person = many<"posts">(post.author_id);
constexpr auto author_of_post = one<"author">(post.author_id);
constexpr auto chief_of_person = one<"chief">(person.chief_id);
constexpr auto reports_of_person = many<"reports">(person.chief_id);
constexpr auto tags_of_post = many<"tags">(tag.post_id);
}  // namespace

TEST_CASE("a_find_returns_rows_and_those_that_are_related_to_them") {
    filled_database database;
    postgres_client db{database.url()};
    const auto people = db(find_many(person).with(posts_of_person.order_by(post.title)).order_by(person.id));
    REQUIRE(people.size() == db(select(person).from(person)).size());
    for (const auto& each : people) {
        const auto posts = db(select(post).from(post).where(post.author_id == each.id).order_by(post.title));
        REQUIRE(each[posts_of_person].size() == posts.size());
        for (std::size_t i = 0; i != posts.size(); ++i) {
            CHECK(each[posts_of_person][i].id == posts[i].id);
            CHECK(each[posts_of_person][i].title == posts[i].title);
            CHECK(each[posts_of_person][i].audit.created_at == posts[i].audit.created_at);
        }
    }
}

TEST_CASE("a_row_that_a_key_leads_to_is_there_or_an_optional") {
    filled_database database;
    postgres_client db{database.url()};
    const auto posts = db(find_many(post).with(author_of_post.with(chief_of_person)).order_by(post.title));
    REQUIRE(posts.size() == 3);
    for (const auto& each : posts) {
        const auto& author = each[author_of_post];
        static_assert(std::is_same_v<std::remove_cvref_t<decltype(author.name)>, std::string>);
        CHECK(author.id == each.author_id);
        CHECK(author[chief_of_person].has_value() == author.chief_id.has_value());
        if (author[chief_of_person]) CHECK(author[chief_of_person]->id == author.chief_id);
    }
}
