// Values, on every way: an argument named twice is one value, and those that the query carries keep their places beside it;
// wherever a value stands, it is never read as SQL.
#include <chrono>       // std::chrono::sys_days
#include <cstdint>      // std::int32_t
#include <functional>   // std::function
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <tuple>        // std::tuple
#include <vector>       // std::vector

#include "../postgres/edges.hpp"
#include "../relations.hpp"
#include "ways.hpp"

namespace {
using namespace virga_test;
using tables::label;
using tables::loose;
using tables::person;
using tables::post;
using tables::tag;
using tables::tags_of_post;
using virga::arg;
using virga::bind;
using virga::count;
using virga::expr;
using namespace virga::literals;

constexpr auto either = post.title == arg<"term"> or post.body == arg<"term">;

/// A place of a statement where a value stands, and what the statement answers: the value as it was given.
struct value_place {
    std::string_view name;
    std::function<std::string(any_client&, const std::string&)> answer;
};
struct by_hand {
    std::string text;
};

std::string held(const std::optional<std::string>& text) { return text.value(); }
/// The first text of an answer; nothing may be missing.
std::string first_text(const auto& answer) {
    const auto row = answer.first().value();
    return held(get<0>(row));
}

// Each stands on what those before it have left, in tables that are filled: first a person and a post with the text.
const std::vector<value_place> value_places{
    {"values",
     [](any_client& db, const std::string& text) {
         return first_text(db(insert_into(person).values(person.email = text, person.name = "new").returning(person.email)));
     }},
    {"set",
     [](any_client& db, const std::string& text) {
         return db(update(post).set(post.body = text).where(post.title == "One").returning(post.body)).one()[post.body].value();
     }},
    {"where",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(person.email).from(person).where(person.email == text)));
     }},
    {"an argument",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(person.email).from(person).where(person.email == arg<"email">), text));
     }},
    {"a list",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(person.email).from(person).where(person.email.in({text, "another" + text}))));
     }},
    {"an array",
     [](any_client& db, const std::string& text) {
         return first_text(
             db(select(person.email).from(person).where(person.email == virga::any_of(std::vector{"x" + text, text}))));
     }},
    {"between",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(person.email).from(person).where(person.email.between(text, text))));
     }},
    {"a row of values",
     [](any_client& db, const std::string& text) {
         return first_text(
             db(select(person.email).from(person).where(std::tuple{person.email, person.name} == std::tuple{text, "new"})));
     }},
    {"a pattern",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(person.email)
                                  .from(person)
                                  .where(person.email.starts_with(text) and person.email.ends_with(text) and
                                         person.email.contains(text) and person.name == "new")));
     }},
    {"a condition that may be off",
     [](any_client& db, const std::string& text) {
         return first_text(
             db(select(person.email).from(person).where(when(true, person.email == text) and when(false, person.name == text))));
     }},
    {"having",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(max(person.email)).from(person).group_by(person.id).having(max(person.email) == text)));
     }},
    {"an argument of a function",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(replace(person.name, "new", text)).from(person).where(person.name == "new")));
     }},
    {"an argument of an aggregate",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(string_agg(left(person.name, 0), text)).from(person).where(person.id.in({1, 2}))));
     }},
    {"concatenation",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(concatenated(left(person.name, 0), text)).from(person)));
     }},
    {"case",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(case_when(person.id < 0, person.email).otherwise(text)).from(person)));
     }},
    {"a hole",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(expr<virga::types::text, "coalesce({}, '{{}}')">(text)).from(person)));
     }},
    {"a document",
     [](any_client& db, const std::string& text) {
         db(update(post)
                .set(post.meta = expr<virga::types::jsonb, "jsonb_build_object({}, {})">(text, text))
                .where(post.body == text));
         return first_text(db(select(post.meta[text].as_text()).from(post).where(has_key(post.meta, text))));
     }},
    {"a path",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(post.meta[std::vector{text}].as_text()).from(post).where(post.body == text)));
     }},
    {"a subquery",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(scalar(select(max(person.email)).from(person).where(person.email == text))).from(post)));
     }},
    {"a query to select from",
     [](any_client& db, const std::string& text) {
         const auto found = select(person.email).from(person).where(person.email == text).template as<"found">();
         return first_text(db(select(found[person.email]).from(found)));
     }},
    {"a common table",
     [](any_client& db, const std::string& text) {
         const auto found = virga::cte<"found">(select(person.email).from(person).where(person.email == text));
         return first_text(db(with(found).select(found[person.email]).from(found)));
     }},
    {"a set operation",
     [](any_client& db, const std::string& text) {
         const auto all = select(person.email).from(person);
         return first_text(db(all.where(person.email == text).intersect(all.where(person.email >= text))));
     }},
    {"a window",
     [](any_client& db, const std::string& text) {
         return first_text(db(select(max(person.email).filter(person.email == text).over()).from(person)));
     }},
    {"a key of a page",
     [](any_client& db, const std::string& text) {
         const auto later = select(person.email).from(person).order_by(person.email).after(text).limit(1000);
         const auto size = db(later).size();
         return size == db(select(person.email).from(person).where(person.email > text)).size() ? text
                                                                                                : "other rows than those after";
     }},
    {"on conflict",
     [](any_client& db, const std::string& text) {
         return first_text(db(insert_into(person)
                                  .values(person.email = text, person.name = "again")
                                  .on_conflict(person.email)
                                  .do_update(person.name = text)
                                  .where(person.email == text)
                                  .returning(person.name)));
     }},
    {"rows",
     [](any_client& db, const std::string& text) {
         std::vector<virga::insertable<label>> rows(2);
         rows[0].name = text;
         rows[1].name = "a label, " + text;
         return first_text(db(insert_into(label).rows(rows).returning(label.name)));
     }},
    {"rows of a query",
     [](any_client& db, const std::string& text) {
         return first_text(
             db(insert_into(tag)
                    .columns(tag.post_id, tag.label, tag.note)
                    .select(select(post.id, concatenated(left(post.title, 0), text), post.body).from(post).where(post.body == text))
                    .returning(tag.label)));
     }},
    {"a patch",
     [](any_client& db, const std::string& text) {
         virga::patch<post> changes;
         changes.body = text;
         return db(update(post).set(changes).where(post.body == text).returning(post)).one().body.value();
     }},
    {"update from",
     [](any_client& db, const std::string& text) {
         return first_text(db(update(post)
                                  .set(post.body = person.name)
                                  .from(person)
                                  .where(person.email == text and post.body == text)
                                  .returning(post.body)));
     }},
    {"a merge",
     [](any_client& db, const std::string& text) {
         db(virga::merge_into(label)
                .using_(person, label.name == person.email)
                .when_matched(label.name == text)
                .update(label.name = "merged " + text));
         return first_text(db(select(replace(label.name, "merged ", "")).from(label).where(label.name == "merged " + text)));
     }},
    {"find",
     [](any_client& db, const std::string& text) {
         const auto found = db(find_many(post)
                                   .where(post.body == text)
                                   .extra(concatenated(left(post.title, 0), text).template as<"extra">())
                                   .with(tags_of_post.where(tag.label == text)))
                                .one();
         const auto& of_post = found[tags_of_post].at(0);
         return of_post.label == text and of_post.note == text ? held(found["extra"_c]) : "another tag";
     }},
    {"a batch",
     [](any_client& db, const std::string& text) {
         const auto found = select(person.email).from(person).where(person.email == arg<"email">);
         const auto [one, two] = db.batch(bind(found, text), select(person.name).from(person).where(person.name == text));
         return first_text(two) == text ? first_text(one) : "another name";
     }},
    {"by hand",
     [](any_client& db, const std::string& text) {
         return db.query<by_hand>("select email as text from person where email = $1", text).one().text;
     }},
    {"delete",
     [](any_client& db, const std::string& text) {
         return first_text(
             db(delete_from(tag).using_(post).where(post.id == tag.post_id and tag.label == text).returning(tag.note)));
     }},
};
}  // namespace

TEMPLATE_TEST_CASE("a_select_may_name_an_argument_twice_before_other_values", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto found = select(post.title).from(post).where(either).order_by(post.title);
    CHECK(db(found.limit(20), "One").one() == db(found, "One").one());
    CHECK(db(found.limit(20), "A body").size() == 1);
    CHECK(db(found.limit(0), "One").empty());
    CHECK(db(found.limit(5).offset(1), "One").empty());
    const auto between = select(post.views + 100)
                             .from(post)
                             .where(post.views > 5 and post.title == arg<"term"> and post.views < 50 and post.title == arg<"term">)
                             .limit(1);
    CHECK(get<0>(db(between, "One").one()) == 110);
    CHECK(db(between, "Three").empty());
    const auto groups = select(post.author_id, count())
                            .from(post)
                            .group_by(post.author_id)
                            .having((max(post.title) == arg<"term"> or min(post.title) == arg<"term">) and count() > 1);
    CHECK(get<1>(db(groups, "One").one()) == 2);
    CHECK(db(groups, "Three").empty());
    const auto nested = select(person.name)
                            .from(person)
                            .where(person.name != arg<"term"> and
                                   exists(select(post.id).from(post).where(post.author_id == person.id and
                                                                           post.title == arg<"term"> and post.views > 1'000)) and
                                   person.id.in({1, 2}));
    CHECK(get<0>(db(nested, "Three").one()) == "Bob");
}

TEMPLATE_TEST_CASE("a_change_may_name_an_argument_twice_before_other_values", "", over_http, over_websocket, directly) {
    cleared<TestType> db;
    const auto put = [](std::string email, std::chrono::sys_days born) {
        return insert_into(person)
            .values(person.name = arg<"name">, person.nick = arg<"name">, person.email = std::move(email), person.born = born)
            .on_conflict(person.email)
            .do_update(person.nick = arg<"nick">, person.name = excluded(person.name), person.active = false)
            .returning(person.name, person.nick, person.active, person.nick == arg<"looked for">, length(person.name) + 10,
                       person.nick != arg<"looked for">);
    };
    const std::chrono::sys_days day{std::chrono::days{1}};
    const auto made = db(put("a@example.org", day), "Ada", "N", "N").one();
    CHECK(get<0>(made) == "Ada");
    CHECK(get<1>(made) == "Ada");
    CHECK(get<2>(made));
    CHECK_FALSE(get<3>(made).value());
    CHECK(get<4>(made) == 13);
    const auto kept = db(put("a@example.org", day), "Adah", "N", "N").one();
    CHECK(get<0>(kept) == "Adah");
    CHECK(get<1>(kept) == "N");
    CHECK_FALSE(get<2>(kept));
    CHECK(get<3>(kept).value());
    CHECK(get<4>(kept) == 14);

    const auto rows = db(insert_into(loose)
                             .rows(std::vector<virga::row<loose>>{{1, "x"}, {2, "y"}})
                             .returning(loose.b == arg<"b">, loose.a + 10, loose.b != arg<"b">, loose.a + 20),
                         "y");
    REQUIRE(rows.size() == 2);
    CHECK(get<0>(rows[1]).value());
    CHECK(get<1>(rows[1]) == 12);
    CHECK_FALSE(get<2>(rows[1]).value());
    CHECK(get<3>(rows[1]) == 22);

    const auto changed = db(update(loose)
                                .set(loose.b = arg<"b">, loose.a = 7)
                                .where(loose.b != arg<"b"> and loose.a == 1)
                                .returning(loose.b, loose.a + 100),
                            "z")
                             .one();
    CHECK(get<0>(changed) == "z");
    CHECK(get<1>(changed) == 107);
    virga::patch<loose> patch;
    patch.a = 8;
    const auto patched =
        db(update(loose).set(patch).where((loose.b == arg<"b"> or loose.b == arg<"b">)and loose.a == 7).returning(loose.a, loose.b),
           "z")
            .one();
    CHECK(get<0>(patched) == 8);
    CHECK(get<1>(patched) == "z");
    const auto gone =
        db(delete_from(loose).where((loose.b == arg<"b"> or loose.b == arg<"b">)and loose.a == 8).returning(loose.a + 1), "z")
            .one();
    CHECK(get<0>(gone) == 9);
    CHECK(db(select(loose.a).from(loose)).size() == 1);
}

TEMPLATE_TEST_CASE("a_batch_binds_an_argument_named_twice", "", over_http, over_websocket, directly) {
    filled<TestType> db;
    const auto found = select(post.title).from(post).where(either).limit(3);
    const auto change =
        update(person).set(person.name = arg<"n">, person.nick = arg<"n">, person.active = false).where(person.name == "Bob");
    const auto [before, changes, after] = db.batch(bind(found, "One"), bind(change, "New"), bind(found, "Two"));
    CHECK(get<0>(before.one()) == "One");
    CHECK(changes.affected() == 1);
    CHECK(get<0>(after.one()) == "Two");
    CHECK(get<0>(db(select(person.active).from(person).where(person.name == "New" and person.nick == "New")).one()) == false);
}

TEMPLATE_TEST_CASE("a_value_is_never_read_as_sql_wherever_it_stands", "", over_http, over_websocket, directly) {
    TestType db;
    auto texts = odd_texts();
    for (const char* each :
         {"'; drop table person; --", "x' or 'a' = 'a", "\\'; select 1; --", "$$; select 1; $$", "/* %_ */", "E'\\\\'"})
        texts.emplace_back(each);
    for (const std::string& text : texts) {
        fill(db);
        INFO(text);
        for (const value_place& place : value_places) {
            INFO(place.name);
            CHECK(place.answer(db, text) == text);
        }
    }
}

TEMPLATE_TEST_CASE("a_value_that_is_no_text_is_refused_wherever_it_stands", "", over_http, over_websocket, directly) {
    TestType db;
    fill(db);
    const auto state = [&db] {
        return text(
            db.execute("select (select string_agg(person::text, '' order by id) from person) || (select string_agg(post::text, '' "
                       "order by id) from post) || (select count(*) from label) || (select count(*) from blog.tag)"));
    };
    const auto before = state();
    REQUIRE(before);
    using namespace std::string_literals;
    for (const std::string& bad : {"new\0"s, "\0"s, "new\0'; drop table person; --"s, "new\xFF"s, "\xC3"s, "'\xED\xA0\x80"s}) {
        for (const value_place& place : value_places) {
            INFO(place.name);
            CHECK_THROWS_AS(place.answer(db, bad), virga::error);
        }
        CHECK(state() == before);
    }
}
