// tests/unit/query_values.cpp: the values that a query carries live as long as it, whatever they came from.
//
// Each query is made in a function of its own and encoded after that has returned: AddressSanitizer sees what refers to the dead.
#include <array>             // std::array
#include <cstddef>           // std::size_t
#include <initializer_list>  // std::initializer_list
#include <list>              // std::list
#include <optional>          // std::optional
#include <string>            // std::string
#include <vector>            // std::vector

#include <virga.hpp>

#include "../catch.hpp"
#include "../tables.hpp"

namespace {
using namespace tables;

using texts = std::vector<std::string>;

/// Text too long to lie in a std::string itself.
std::string long_text(char letter) { return std::string(100, letter); }

struct c_name {
    char characters[8];
};

template <class Query, class... Given>
texts encoded(const Query& query, const Given&... given) {
    virga::arguments all;
    virga::detail::encode<typename Query::tree>(all, query.parameters, given...);
    texts found;
    for (std::size_t i = 0; i != all.size(); ++i) found.emplace_back(all.data(i) == nullptr ? "NULL" : all.data(i));
    return found;
}

auto compares_with_temporaries() {
    return select(post.id).from(post).where(post.title == long_text('a') and long_text('b') != post.body and
                                            post.title.like(long_text('c')) and post.body.between(long_text('d'), long_text('e')));
}
auto lists_of_temporaries() {
    return select(post.id).from(post).where(post.title.in(std::vector{long_text('a')}) and post.title.in({long_text('b')}) and
                                            post.title.in(std::list<std::string>{long_text('c')}) and
                                            post.views.in(std::initializer_list<int>{1, 2, 3}) and
                                            post.title.in(std::initializer_list<std::string>{long_text('d')}));
}
auto array_in_a_temporary() { return select(post.id).from(post).where(post.title == c_name{"name"}.characters); }
auto condition_that_is_copied() {
    const auto condition = post.title == long_text('a');
    const auto twice = condition or not condition;
    return select(post.id, twice.as<"b">()).from(post).where(twice).order_by(desc(twice));
}
auto inserts_temporaries() {
    return insert_into(post).values(post.author_id = 1, post.title = long_text('a'), post.body = std::optional{long_text('b')},
                                    post.meta = virga::json{"[1]"});
}
auto inserts_rows() {
    std::vector<insertable<person>> rows(1);
    rows[0].email = long_text('a');
    rows[0].name = "Ada";
    return insert_into(person).rows(std::move(rows)).on_conflict(person.email).do_update(person.name = long_text('b'));
}
auto updates_by_a_patch() {
    patch<loose> change;
    change.b = long_text('a');
    return update(loose).set(std::move(change)).where(loose.b == long_text('b'));
}
}  // namespace

TEST_CASE("a_query_owns_the_temporaries_that_it_is_made_of") {
    CHECK(encoded(compares_with_temporaries()) ==
          texts{long_text('a'), long_text('b'), long_text('c'), long_text('d'), long_text('e')});
    CHECK(encoded(array_in_a_temporary()) == texts{"name"});
    CHECK(encoded(condition_that_is_copied()) == texts(6, long_text('a')));
    CHECK(encoded(inserts_temporaries()) == texts{"1", long_text('a'), long_text('b'), "[1]"});
    CHECK(encoded(updates_by_a_patch()) == texts{"false", "NULL", "true", long_text('a'), long_text('b')});
    const auto list = [](char letter) { return "{" + long_text(letter) + "}"; };
    CHECK(encoded(lists_of_temporaries()) == texts{list('a'), list('b'), list('c'), "{1,2,3}", list('d')});
    const texts rows = encoded(inserts_rows());
    CHECK(rows.at(1) == list('a'));  // after the default of "active"
    CHECK(rows.back() == long_text('b'));
}

TEST_CASE("an_alias_of_the_function_stands_beside_an_argument_that_is_new") {
    constexpr auto chosen = loose.as<"chosen">();
    const auto query = select(chosen.b).from(chosen).where(chosen.b == arg<"named nowhere before">);
    CHECK(to_sql(query) == R"(select "chosen"."b" from "loose" "chosen" where "chosen"."b" = $1)");
}

TEST_CASE("a_member_of_a_patch_or_an_insertable_takes_what_it_can_hold") {
    virga::patched<std::int16_t> small;
    small = 5;
    CHECK(small.value() == 5);
    CHECK_THROWS_AS(small = 40'000, virga::value_error);
    CHECK_THROWS_AS(small = 5'000'000'000, virga::value_error);
    CHECK_THROWS_AS(small = 65'535U, virga::value_error);
    CHECK(small.value() == 5);
    virga::defaulted<std::optional<std::int16_t>> perhaps;
    perhaps = -7L;
    CHECK(perhaps.value() == -7);
    perhaps = std::nullopt;
    CHECK(perhaps.is_given());
    CHECK(perhaps.value() == std::nullopt);
    perhaps = std::optional<long>{8};
    CHECK(perhaps.value() == 8);
    CHECK_THROWS_AS(perhaps = std::optional{70'000}, virga::value_error);
    virga::patched<double> number;
    number = 3;
    CHECK(number.value() == 3.0);
    number = 0.5F;
    CHECK(number.value() == 0.5);
    virga::patched<std::string> text;
    text = std::string_view{"view"};
    CHECK(text.value() == "view");
    text = "literal";
    CHECK(text.value() == "literal");
}

TEST_CASE("rows_without_a_value_that_an_insert_must_give_are_refused") {
    std::vector<insertable<person>> rows(3);
    for (auto& each : rows) {
        each.email = "a@example.org";
        each.name = "A";
    }
    CHECK(encoded(insert_into(person).rows(rows)).size() == 9);
    rows[1] = insertable<person>();
    rows[1].email = "b@example.org";
    CHECK_FALSE(rows[1].name.is_given());
    CHECK_THROWS_WITH(encoded(insert_into(person).rows(rows)),
                      "rows: row 2 gives no value for \"person\".\"name\", which is not null and has no default; nothing was sent");
    CHECK_THROWS_AS(encoded(insert_into(person).rows(rows)), virga::value_error);
    rows[1].name = "";  // given, and empty
    CHECK(encoded(insert_into(person).rows(rows)).at(2) == "{A,\"\",A}");
    // A member of an embedded group, and one where everything else is filled without it.
    const std::vector<insertable<tag>> tags(1);
    CHECK_THROWS_WITH(encoded(insert_into(tag).rows(tags)),
                      "rows: row 1 gives no value for \"tag\".\"post_id\", which is not null and has no default; nothing was sent");
}

TEST_CASE("a_required_member_takes_what_its_column_takes") {
    insertable<every> one;
    one.small = 5L;
    CHECK(one.small.value() == 5);
    CHECK_THROWS_AS(one.small = 40'000, virga::value_error);
    one.words = std::string_view{"view"};
    one.line = one.words;
    CHECK(one.line.value() == "view");
    one.free_line = insertable<every>().words;  // as little as was given there
    CHECK_FALSE(one.free_line.is_given());
    one.twice = 0.5F;
    CHECK(one.twice.value() == 0.5);
    one.cost = cents{3};
    CHECK(one.cost.value() == cents{3});
    const insertable<every> same = one;
    CHECK(same.words.value() == "view");
}

TEST_CASE("a_query_refers_to_what_has_a_name") {
    std::string title = "before";
    std::vector<int> views{1};
    std::optional<std::string> body;
    insertable<loose> rows[2];
    const auto query = select(post.id).from(post).where(post.title == title and post.views.in(views));
    const auto change = update(post).set(post.body = body).all_rows();
    const auto insert = insert_into(loose).rows(rows);
    title = "after";
    views.push_back(2);
    body = "set";
    rows[1].a = 5;
    CHECK(encoded(query) == texts{"after", "{1,2}"});
    CHECK(encoded(change) == texts{"set"});
    CHECK(encoded(insert) == texts{"{NULL,5}", "{NULL,NULL}"});
}

TEST_CASE("values_keep_their_places_beside_an_argument_named_twice") {
    const auto either = post.title == arg<"t"> or post.body == arg<"t">;
    const auto some = select(post.id).from(post);
    CHECK(encoded(some.where(either), "x") == texts{"x"});
    CHECK(encoded(some.where(either).limit(20), "x") == texts{"x", "20"});
    CHECK(encoded(some.limit(20).where(either), "x") == texts{"x", "20"});
    CHECK(encoded(some.where(post.views > 1 and either).limit(2).offset(3), "x") == texts{"1", "x", "2", "3"});
    CHECK(encoded(some.where(post.views == arg<"n"> and post.views < 1 and either and post.views != arg<"n">).limit(arg<"most">), 7,
                  "x", 9) == texts{"7", "1", "x", "9"});
    CHECK(encoded(update(loose).set(loose.b = arg<"b">, loose.a = 1).where(loose.b != arg<"b"> and loose.a == 2), "x") ==
          texts{"x", "1", "2"});
    patch<loose> change;
    change.a = 5;
    CHECK(encoded(update(loose).set(change).where(loose.b == arg<"b"> or loose.b == arg<"b">).returning(loose.a + 1), "x") ==
          texts{"true", "5", "false", "NULL", "x", "1"});
    CHECK(encoded(delete_from(loose).where((loose.b == arg<"b"> or loose.b == arg<"b">) and loose.a == 1), "x") == texts{"x", "1"});
    const std::vector<row<loose>> rows{{1, "y"}};
    CHECK(encoded(insert_into(loose).rows(rows).returning(loose.b == arg<"b">, loose.b != arg<"b">, loose.a + 3), "x") ==
          texts{"{1}", "{y}", "x", "3"});
}

TEST_CASE("a_query_can_be_a_constant") {
    static constexpr std::array numbers{1, 2};
    static constexpr auto query = select(2 * post.views)
                                      .from(post)
                                      .limit(5)
                                      .where(post.title == "Hi" and post.views.in(numbers) and post.title == arg<"t">);
    CHECK(encoded(query, "arg") == texts{"2", "Hi", "{1,2}", "arg", "5"});
}
