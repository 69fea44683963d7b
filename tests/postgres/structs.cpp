// Rows into structs of the app's own: nested ones of joined tables, and such as view the result.
#include <cstdint>      // std::int64_t
#include <map>          // std::map
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
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
struct written {
    row<person> author;
    std::optional<row<post>> text;
};
}  // namespace

TEST_CASE("a_struct_has_a_struct_for_each_joined_table") {
    filled_database database;
    postgres_client db{database.url()};
    const auto people = db(select(person, post)
                               .from(person)
                               .left_join(post, post.author_id == person.id)
                               .order_by(person.id, post.title))
                            .into<written>()
                            .to_vector();
    REQUIRE(people.size() == 4);
    CHECK(people[0].author.name == "Ada");
    CHECK(people[0].author.audit.created_at.time_since_epoch().count() != 0);
    CHECK(people[0].text.value().title == "One");
    CHECK(people[1].text.value().body == std::nullopt);
    CHECK(people[3].author.name == "Eve");
    CHECK_FALSE(people[3].text);
}

TEST_CASE("nested_structs_may_be_the_apps_own_and_stand_among_other_columns") {
    filled_database database;
    postgres_client db{database.url()};
    struct a_tag {
        virga::uuid post_id;
        std::string label;
        std::int64_t rank = 0;  // wider than the column
        std::optional<std::string> note;
    };
    struct line {
        std::string title;
        std::optional<a_tag> tag;
        std::optional<row<person>> chief;
        std::int64_t views = 0;
    };
    const auto lines = db(select(post.title, tag, chief, post.views)
                              .from(post)
                              .inner_join(person, person.id == post.author_id)
                              .left_join(tag, tag.post_id == post.id and tag.label == "new")
                              .left_join(chief, chief.id == person.chief_id)
                              .order_by(post.title))
                           .into<line>();
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].title == "One");
    CHECK(lines[0].tag.value().label == "new");
    CHECK(lines[0].tag->rank == 1);
    CHECK_FALSE(lines[0].chief);
    CHECK(lines[1].title == "Three");
    CHECK(lines[1].chief.value().name == "Ada");
    CHECK(lines[1].views == 2000);
    CHECK_FALSE(lines[2].tag);
    CHECK(lines.to<std::map>(post.title, post.views).at("Three") == 2000);
}

TEST_CASE("a_row_is_told_from_none_by_a_column_that_cannot_be_null") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("insert into \"maybe\" (\"id\") values (77)");  // all else is NULL
    struct side {
        std::int64_t id = 0;
        std::optional<row<maybe>> other;
    };
    const auto sides =
        db(select(person.id, maybe).from(person).left_join(maybe, maybe.id == 77 and person.id == 1).order_by(person.id))
            .into<side>();
    CHECK(sides[0].other.value().id == 77);
    CHECK(sides[0].other->words == std::nullopt);
    CHECK_FALSE(sides[1].other);
}

TEST_CASE("a_left_joined_row_that_contradicts_the_schema_is_an_error") {
    filled_database database;
    postgres_client db{database.url()};
    db.execute("alter table \"person\" alter \"name\" drop not null; update \"person\" set \"name\" = null where \"id\" = 1");
    struct with_author {
        row<post> written;
        std::optional<row<person>> author;
    };
    const auto found = db(select(post, person).from(post).left_join(person, person.id == post.author_id).where(person.id == 1));
    const auto problem = thrown<virga::value_error>([&] { (void)found.into<with_author>()[0]; });
    REQUIRE(problem);
    CHECK(std::string_view(problem->what()).find("column \"name\": ") != std::string_view::npos);
    CHECK_THROWS_AS(found[0], virga::value_error);
}

TEST_CASE("a_string_view_of_a_struct_views_the_result") {
    filled_database database;
    postgres_client db{database.url()};
    struct view_of_post {
        std::string_view title;
        std::optional<std::string_view> nick;
        std::int32_t views = 0;
    };
    constexpr auto posts = select(post.title, person.nick, post.views)
                               .from(post)
                               .inner_join(person, person.id == post.author_id)
                               .order_by(post.title);
    const auto found = db(posts).into<view_of_post>();
    CHECK(found[0].title == "One");
    CHECK(found[0].nick == "countess");
    CHECK(found[0].title.data() == found[0].title.data());  // no copy: it is in the result
    CHECK(found.first().value().title == "One");
    CHECK(found.to_vector().at(1).title == "Three");
    CHECK(found.to<std::map>(&view_of_post::title).at("Three").views == 2000);
    std::size_t letters = 0;
    for (const view_of_post& each : db(posts).into<view_of_post>()) letters += each.title.size();  // the loop keeps the rows
    CHECK(letters == 11);
    std::string_view kept;
    {
        const auto others = found;
        kept = others[2].title;
    }
    CHECK(kept == "Two");  // a copy shares the result

    // within an optional row, too
    struct label_of {
        virga::uuid post_id;
        std::string_view label;
        std::int16_t rank;
        std::optional<std::string_view> note;
    };
    struct tagged {
        std::string_view title;
        std::optional<label_of> tag;
    };
    const auto tags =
        db(select(post.title, tag).from(post).left_join(tag, tag.post_id == post.id and tag.label == "new").order_by(post.title))
            .into<tagged>();
    CHECK(tags[0].tag.value().label == "new");
}

TEST_CASE("members_are_filled_by_name_where_names_are_known") {
    filled_database database;
    postgres_client db{database.url()};
    struct turned {
        std::int64_t views = 0;
        std::optional<std::string> nick;
        std::string title;
    };
    struct named_otherwise {
        std::string heading;
        std::optional<std::string> nick;
        std::int32_t views = 0;
    };
    const auto rows = db(select(post.title, person.nick, post.views)
                             .from(post)
                             .inner_join(person, person.id == post.author_id)
                             .order_by(post.title));
    const auto by_name = []([[maybe_unused]] auto& with, [[maybe_unused]] const auto& all) {  // elsewhere it does not compile
        if constexpr (virga::detail::members_have_names) {
            CHECK(all.template into<turned>()[1].title == "Three");
            CHECK(all.template into<turned>()[1].views == 2000);
            struct swapped {
                std::optional<std::string> title;
                std::optional<std::string> nick;
            };
            const auto both = with(select(person.nick, post.body.as<"title">())
                                       .from(post)
                                       .inner_join(person, person.id == post.author_id)
                                       .order_by(post.title));
            CHECK(both.template into<swapped>()[0].nick == "countess");
        }
    };
    by_name(db, rows);
    CHECK(rows.into<named_otherwise>()[1].heading == "Three");  // not all names are columns': by position
    CHECK(rows.into<named_otherwise>()[1].views == 2000);
}
