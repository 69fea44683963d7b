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

// 60 columns. Declared and used as here, they cost g++ -O0 some 1 to 1.5 s of CPU, a tenth of this file, and 95 MB.
namespace wide_table {
using namespace virga;

template <class t>
struct wide_fields {
    pg::bigint<t, "c00", not_null, default_to<0>> c00; pg::text<t, "c01"> c01;
    pg::boolean<t, "c02", not_null, default_to<false>> c02; pg::timestamptz<t, "c03"> c03;
    pg::bigint<t, "c04", not_null, default_to<0>> c04; pg::text<t, "c05"> c05;
    pg::boolean<t, "c06", not_null, default_to<false>> c06; pg::timestamptz<t, "c07"> c07;
    pg::bigint<t, "c08", not_null, default_to<0>> c08; pg::text<t, "c09"> c09;
    pg::boolean<t, "c10", not_null, default_to<false>> c10; pg::timestamptz<t, "c11"> c11;
    pg::bigint<t, "c12", not_null, default_to<0>> c12; pg::text<t, "c13"> c13;
    pg::boolean<t, "c14", not_null, default_to<false>> c14; pg::timestamptz<t, "c15"> c15;
    pg::bigint<t, "c16", not_null, default_to<0>> c16; pg::text<t, "c17"> c17;
    pg::boolean<t, "c18", not_null, default_to<false>> c18; pg::timestamptz<t, "c19"> c19;
    pg::bigint<t, "c20", not_null, default_to<0>> c20; pg::text<t, "c21"> c21;
    pg::boolean<t, "c22", not_null, default_to<false>> c22; pg::timestamptz<t, "c23"> c23;
    pg::bigint<t, "c24", not_null, default_to<0>> c24; pg::text<t, "c25"> c25;
    pg::boolean<t, "c26", not_null, default_to<false>> c26; pg::timestamptz<t, "c27"> c27;
    pg::bigint<t, "c28", not_null, default_to<0>> c28; pg::text<t, "c29"> c29;
    pg::boolean<t, "c30", not_null, default_to<false>> c30; pg::timestamptz<t, "c31"> c31;
    pg::bigint<t, "c32", not_null, default_to<0>> c32; pg::text<t, "c33"> c33;
    pg::boolean<t, "c34", not_null, default_to<false>> c34; pg::timestamptz<t, "c35"> c35;
    pg::bigint<t, "c36", not_null, default_to<0>> c36; pg::text<t, "c37"> c37;
    pg::boolean<t, "c38", not_null, default_to<false>> c38; pg::timestamptz<t, "c39"> c39;
    pg::bigint<t, "c40", not_null, default_to<0>> c40; pg::text<t, "c41"> c41;
    pg::boolean<t, "c42", not_null, default_to<false>> c42; pg::timestamptz<t, "c43"> c43;
    pg::bigint<t, "c44", not_null, default_to<0>> c44; pg::text<t, "c45"> c45;
    pg::boolean<t, "c46", not_null, default_to<false>> c46; pg::timestamptz<t, "c47"> c47;
    pg::bigint<t, "c48", not_null, default_to<0>> c48; pg::text<t, "c49"> c49;
    pg::boolean<t, "c50", not_null, default_to<false>> c50; pg::timestamptz<t, "c51"> c51;
    pg::bigint<t, "c52", not_null, default_to<0>> c52; pg::text<t, "c53"> c53;
    pg::boolean<t, "c54", not_null, default_to<false>> c54; pg::timestamptz<t, "c55"> c55;
    pg::bigint<t, "c56", not_null, default_to<0>> c56; pg::text<t, "c57"> c57;
    pg::boolean<t, "c58", not_null, default_to<false>> c58; pg::timestamptz<t, "c59"> c59;
};
inline constexpr table<"wide", wide_fields> wide;
}  // namespace wide_table

TEST_CASE("a_table_of_60_columns_is_written_and_read_as_any_other") {
    using wide_table::wide;
    filled_database database;
    postgres_client db{database.url()};
    std::string columns;
    for (int i = 0; i != 60; ++i) {
        static constexpr const char* kinds[] = {"bigint not null default 0", "text", "boolean not null default false",
                                                "timestamptz"};
        columns += (i == 0 ? "c" : ", c") + std::string(i < 10 ? "0" : "") + std::to_string(i) + " " + kinds[i % 4];
    }
    db.execute("create table wide (" + columns + ")");
    std::vector<virga::insertable<wide>> given(2);
    given[0].c00 = given[1].c00 = 1;
    given[0].c56 = 56;
    given[1].c57 = "last but two";
    given[1].c58 = true;
    CHECK(db(insert_into(wide).rows(given)).affected() == 2);
    const virga::row<wide> last = db(select(wide).from(wide).where(wide.c58 == true)).one();
    CHECK(last.c00 == 1);
    CHECK(last.c57 == "last but two");
    CHECK_FALSE(last.c59);
    virga::patch<wide> changed;
    changed.c57 = "changed";
    CHECK(db(update(wide).set(changed).where(wide.c56 == 56)).affected() == 1);
    CHECK(db(select(wide.c57).from(wide).where(wide.c56 == 56)).one()[wide.c57] == "changed");
}

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
