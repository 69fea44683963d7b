// Lists as array parameters: every type, every awkward text; rows that functions return, lists of values and samples, with NULLs.
#include <array>        // std::array
#include <chrono>       // std::chrono::local_days
#include <cstdint>      // std::int64_t
#include <list>         // std::list
#include <optional>     // std::optional
#include <ranges>       // std::ranges::range_value_t
#include <set>          // std::set
#include <span>         // std::span
#include <string>       // std::string
#include <tuple>        // std::tuple
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence
#include <vector>       // std::vector

#include "../catch.hpp"
#include "database.hpp"
#include "edges.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
template <class Column, class Given>
std::size_t found(postgres_client& db, const Column& column, const Given& given) {
    return db(select(every.id).from(every).where(column.in(given))).size();
}

template <class t>
struct shelf_fields {
    pg::integer<t, "id", primary_key> id;
    pg::text<t, "tags", as_array> tags;
    pg::integer<t, "marks", as_array_with_nulls> marks;
    pg::jsonb<t, "document"> document;
};
inline constexpr table<"shelf", shelf_fields> shelf;

/// The values of a row as a tuple.
template <class Row>
auto tuple_of(const Row& row) {
    return [&]<std::size_t... Indexes>(std::index_sequence<Indexes...>) { return std::tuple{row.template get<Indexes>()...}; }
    (std::make_index_sequence<std::tuple_size_v<Row>>{});
}
template <class Query>
using values_of = decltype(tuple_of(std::declval<virga::row_of<Query>>()));

/// A database with arrays of every kind: filled, of two lengths, with a NULL, empty, NULL.
struct shelves {
    own_database database;
    postgres_client db{database.url()};

    shelves() {
        db.execute("create table shelf (id integer primary key, tags text[], marks integer[], document jsonb)");
        db.execute(R"(insert into shelf values (1, '{a,b,c}', '{1,null}', '{"list": [1, null], "name": null, "text": "it''s"}'),)"
                   R"( (2, '{}', '{}', '{}'), (3, null, null, null), (4, '{d}', '{5,6}', '{"list": []}'))");
    }
    template <class Query, class... Given>
    auto rows(const Query& query, const Given&... given) {
        std::vector<values_of<Query>> all;
        for (const auto& each : db(query, given...)) all.push_back(tuple_of(each));
        return all;
    }
};

inline constexpr function<"halves_of", set_of<column_definition<"whole", types::integer>,
                                              column_definition<"half", types::numeric<>, may_be_null>>(types::integer)>
    halves_of;
}  // namespace

TEST_CASE("a_list_finds_each_text_and_nothing_else") {
    own_database database;
    postgres_client db{database.url()};
    const auto rows = edge_rows();
    (void)db(insert_into(every).rows(rows));
    for (const std::string& text : odd_texts()) {
        INFO(text);
        CHECK(found(db, every.words, std::vector{text}) == 1);
        CHECK(found(db, every.words, std::vector{text, std::string("not there")}) == 1);
        CHECK(found(db, every.line, std::array{std::string_view(text)}) == 1);
        CHECK(found(db, every.handle, std::vector{at_name{"@" + text}}) == 1);
        CHECK(found(db, every.words, std::vector<std::optional<std::string>>{std::nullopt, text}) == 1);
    }
    CHECK(found(db, every.words, odd_texts()) == rows.size());
    CHECK(found(db, every.words, std::vector<std::string>{}) == 0);
    CHECK(found(db, every.words, std::vector<std::optional<std::string>>{std::nullopt}) == 0);
    CHECK(db(select(every.id).from(every).where(every.words.in(arg<"texts">)), odd_texts()).size() == rows.size());
    CHECK(db(select(every.id).from(every).where(not every.words.in({"", "NULL", "{a,b}"}))).size() == rows.size() - 3);
}

TEST_CASE("a_list_finds_values_of_every_type") {
    own_database database;
    postgres_client db{database.url()};
    const auto rows = edge_rows();
    (void)db(insert_into(every).rows(rows));
    const auto finds_all = [&](const auto& column, auto member) {
        std::vector<std::remove_cvref_t<decltype(rows[0].*member)>> values;
        for (const auto& row : rows) values.push_back(row.*member);
        return found(db, column, values) == rows.size();
    };
    using full = row<every>;
    CHECK(finds_all(every.small, &full::small));
    CHECK(finds_all(every.whole, &full::whole));
    CHECK(finds_all(every.big, &full::big));
    CHECK(finds_all(every.exact, &full::exact));
    CHECK(finds_all(every.money, &full::money));
    CHECK(finds_all(every.single, &full::single));
    CHECK(finds_all(every.twice, &full::twice));
    CHECK(finds_all(every.words, &full::words));
    CHECK(finds_all(every.line, &full::line));
    CHECK(finds_all(every.free_line, &full::free_line));
    CHECK(finds_all(every.key, &full::key));
    CHECK(finds_all(every.day, &full::day));
    CHECK(finds_all(every.wall, &full::wall));
    CHECK(finds_all(every.moment, &full::moment));
    CHECK(finds_all(every.document, &full::document));
    CHECK(finds_all(every.bytes, &full::bytes));
    CHECK(finds_all(every.mood, &full::mood));
    CHECK(finds_all(every.cost, &full::cost));
    CHECK(finds_all(every.handle, &full::handle));
    CHECK(found(db, every.truth, std::array{true}) == rows.size() / 2);
}

TEST_CASE("whether_a_value_is_in_a_list_with_nulls_may_be_null") {
    own_database database;
    postgres_client db{database.url()};
    (void)db(insert_into(every).rows(edge_rows()));
    const std::vector<std::optional<int>> with_null{1, std::nullopt};
    const auto answers = db(select(every.id.in(with_null), every.id.in(std::vector{1}), every.id.in(arg<"ids">))
                                .from(every)
                                .where(every.id.between(1, 2))
                                .order_by(every.id),
                            with_null);
    using answer = std::ranges::range_value_t<decltype(answers)>;
    CHECK(answers[0] == answer{{{true}, {true}, {true}}});
    CHECK(answers[1] == answer{{{std::nullopt}, {false}, {std::nullopt}}});
}

TEST_CASE("lists_are_ranges_that_know_their_size") {
    own_database database;
    postgres_client db{database.url()};
    (void)db(insert_into(every).rows(edge_rows()));
    const int numbers[]{1, 2, 3};
    CHECK(found(db, every.id, std::span(numbers)) == 3);
    CHECK(found(db, every.id, std::set{1, 2}) == 2);
    CHECK(found(db, every.id, std::list{1LL}) == 1);
    CHECK(db(select(every.id).from(every).where(every.id.in(numbers))).size() == 3);
    CHECK(db(select(every.id).from(every).where(every.id.in({4, 5}))).size() == 2);
    std::vector<int> many(10'000);
    for (std::size_t i = 0; i != many.size(); ++i) many[i] = static_cast<int>(i);
    CHECK(found(db, every.id, many) == edge_rows().size());
}

// ---- functions that return rows ------------------------------------------------------------------------

TEST_CASE("a_series_has_each_number_and_each_day_once") {
    shelves of;
    constexpr auto number = generate_series(arg<"first">, 4).as<"number">();
    const auto missing = select(number["number"_c], shelf.id, shelf.tags)
                             .from(number)
                             .left_join(shelf, shelf.id == number["number"_c] and shelf.id != 2)
                             .order_by(number["number"_c]);
    static_assert(std::is_same_v<std::tuple_element_t<0, values_of<decltype(missing)>>, std::int32_t>);
    static_assert(std::is_same_v<std::tuple_element_t<1, values_of<decltype(missing)>>, std::optional<std::int32_t>>);
    const auto found = of.rows(missing, 1);
    REQUIRE(found.size() == 4);
    CHECK(std::get<1>(found[1]) == std::nullopt);
    CHECK(std::get<1>(found[3]) == 4);
    CHECK(of.db(missing, 5).empty());

    using moment = std::chrono::local_time<std::chrono::microseconds>;
    const moment first = std::chrono::local_days{std::chrono::year{2024} / 2 / 28};
    const moment last = first + std::chrono::days{2};
    const auto day = generate_series(first, last, interval{.days = 1}).as<"day">();
    const auto days = of.rows(select(cast<types::date>(day["day"_c])).from(day));
    REQUIRE(days.size() == 3);
    CHECK(std::get<0>(days[1]) == std::chrono::sys_days{std::chrono::year{2024} / 2 / 29});
    const auto down = generate_series(numeric{"1.5"}, numeric{"0"}, numeric{"-0.5"}).with_ordinality().as<"down">();
    const auto numbers = of.rows(select(down).from(down));
    REQUIRE(numbers.size() == 4);
    CHECK(std::get<0>(numbers[3]) == numeric{"0.0"});
    CHECK(std::get<1>(numbers[3]) == 4);
    CHECK_THROWS_AS(
        of.db(select(down).from(generate_series(numeric{"1"}, numeric{"2"}, numeric{"0"}).with_ordinality().as<"down">())),
        query_error);
}

TEST_CASE("unnest_gives_the_elements_of_arrays_and_none_of_null") {
    shelves of;
    constexpr auto each_tag = unnest(shelf.tags).as<"tag">();
    const auto tags = select(shelf.id, each_tag["tag"_c]).from(shelf).cross_join(each_tag).order_by(shelf.id, each_tag["tag"_c]);
    static_assert(std::is_same_v<std::tuple_element_t<1, values_of<decltype(tags)>>, std::string>);
    using tag_row = std::ranges::range_value_t<decltype(of.rows(tags))>;
    CHECK(of.rows(tags) == std::vector<tag_row>{{1, "a"}, {1, "b"}, {1, "c"}, {4, "d"}});
    const auto all_shelves = select(shelf.id, each_tag["tag"_c]).from(shelf).left_join_lateral(each_tag).where(shelf.id.in({2, 3}));
    static_assert(std::is_same_v<std::tuple_element_t<1, values_of<decltype(all_shelves)>>, std::optional<std::string>>);
    CHECK(of.rows(all_shelves).size() == 2);

    constexpr auto mark = unnest(shelf.marks).as<"mark">();
    const auto marks = select(mark["mark"_c]).from(shelf).inner_join(mark, shelf.id == 1);
    static_assert(std::is_same_v<std::tuple_element_t<0, values_of<decltype(marks)>>, std::optional<std::int32_t>>);
    const auto found = of.rows(marks);
    REQUIRE(found.size() == 2);
    CHECK(std::get<0>(found[0]) == 1);
    CHECK(std::get<0>(found[1]) == std::nullopt);

    constexpr auto both = unnest(shelf.tags, shelf.marks).with_ordinality().as<"both", "tag", "mark", "place">();
    const auto pairs = select(shelf.id, both).from(shelf).cross_join_lateral(both).order_by(shelf.id, both["place"_c]);
    using pair = std::ranges::range_value_t<decltype(of.rows(pairs))>;
    CHECK(of.rows(pairs) ==
          std::vector<pair>{
              {1, "a", 1, 1}, {1, "b", std::nullopt, 2}, {1, "c", std::nullopt, 3}, {4, "d", 5, 1}, {4, std::nullopt, 6, 2}});
}

TEST_CASE("an_array_with_elements_more_is_free_of_null_as_those_are") {
    shelves of;
    const std::vector<std::string> more{"x", "it's"};
    const auto longer = [](const auto& first, const auto& second) { return select(concatenated(first, second)).from(shelf); };
    using texts = std::optional<std::vector<std::string>>;
    using texts_or_null = std::optional<std::vector<std::optional<std::string>>>;
    static_assert(std::is_same_v<std::tuple_element_t<0, values_of<decltype(longer(shelf.tags, more))>>, texts>);
    static_assert(std::is_same_v<std::tuple_element_t<0, values_of<decltype(longer(more, shelf.tags))>>, texts>);
    const std::vector<std::optional<std::string>> with_null{std::nullopt, "y"};
    static_assert(std::is_same_v<std::tuple_element_t<0, values_of<decltype(longer(shelf.tags, with_null))>>, texts_or_null>);
    static_assert(std::is_same_v<std::tuple_element_t<0, values_of<decltype(longer(shelf.marks, std::vector{4}))>>,
                                 std::optional<std::vector<std::optional<std::int32_t>>>>);

    const auto set = of.rows(
        update(shelf).set(shelf.tags = concatenated(shelf.tags, more)).where(shelf.id == 4).returning(shelf.tags));
    REQUIRE(set.size() == 1);
    CHECK(std::get<0>(set[0]) == texts{{"d", "x", "it's"}});
    const auto before = of.rows(
        update(shelf).set(shelf.tags = concatenated(std::vector<std::string>{}, shelf.tags, more)).where(shelf.id == 2).returning(
            shelf.tags));
    REQUIRE(before.size() == 1);
    CHECK(std::get<0>(before[0]) == texts{{"x", "it's"}});
    CHECK(std::get<0>(of.rows(longer(shelf.tags, with_null).where(shelf.id == 1))[0]) ==
          texts_or_null{{"a", "b", "c", std::nullopt, "y"}});
    CHECK(std::get<0>(of.rows(longer(shelf.marks, std::vector{4}).where(shelf.id == 1))[0]).value() ==
          std::vector<std::optional<std::int32_t>>{1, std::nullopt, 4});
    // Beside an array NULL is nothing, unlike beside a text.
    CHECK(std::get<0>(of.rows(longer(shelf.tags, more).where(shelf.id == 3))[0]) == texts{{"x", "it's"}});
    CHECK(std::get<0>(of.rows(longer(shelf.tags, shelf.tags).where(shelf.id == 3))[0]) == std::nullopt);
}

TEST_CASE("unnest_makes_a_table_of_values_of_the_app") {
    shelves of;
    const auto texts = odd_texts();
    const auto word = unnest(texts).with_ordinality().as<"word", "text", "place">();
    const auto words = of.rows(select(word["text"_c]).from(word).order_by(word["place"_c]));
    REQUIRE(words.size() == texts.size());
    for (std::size_t i = 0; i != texts.size(); ++i) CHECK(std::get<0>(words[i]) == texts[i]);
    const std::vector<std::optional<int>> with_null{7, std::nullopt};
    const auto maybe_number = unnest(with_null).as<"n">();
    static_assert(std::is_same_v<values_of<decltype(select(maybe_number).from(maybe_number))>, std::tuple<std::optional<int>>>);
    CHECK(std::get<0>(of.rows(select(maybe_number).from(maybe_number))[1]) == std::nullopt);
    const auto none = unnest(std::vector<int>{}).as<"n">();
    CHECK(of.db(select(none).from(none)).empty());
    const auto wanted = unnest(cast<types::array<types::integer>>(arg<"ids">)).as<"id">();
    const auto found = select(wanted["id"_c], shelf.id).from(wanted).left_join(shelf, shelf.id == wanted["id"_c]);
    CHECK(of.rows(found, with_null).size() == 2);
}

TEST_CASE("the_null_of_json_is_a_value_and_its_text_is_null") {
    shelves of;
    constexpr auto element = jsonb_array_elements(shelf.document["list"]).as<"element">();
    const auto elements = of.rows(select(element["element"_c]).from(shelf).cross_join(element));
    REQUIRE(elements.size() == 2);
    CHECK(std::get<0>(elements[1]) == json{"null"});
    constexpr auto text = jsonb_array_elements_text(shelf.document["list"]).as<"text">();
    const auto texts = of.rows(select(text["text"_c]).from(shelf).cross_join(text));
    REQUIRE(texts.size() == 2);
    CHECK(std::get<0>(texts[0]) == "1");
    CHECK(std::get<0>(texts[1]) == std::nullopt);
    constexpr auto member = jsonb_each_text(shelf.document).as<"member">();
    const auto members = select(member).from(shelf).cross_join(member).where(member["key"_c] != "list").order_by(member["key"_c]);
    using one = values_of<decltype(members)>;
    static_assert(std::is_same_v<one, std::tuple<std::string, std::optional<std::string>>>);
    CHECK(of.rows(members) == std::vector<one>{{"name", std::nullopt}, {"text", "it's"}});
    constexpr auto item = jsonb_to_recordset(arg<"items">)
                              .as<"item", column_definition<"id", types::integer>, column_definition<"name", types::text>>();
    const auto items = of.rows(select(item).from(item), json{R"([{"id": 1, "name": "a"}, {"name": null}, {"id": 3, "more": 1}])"});
    REQUIRE(items.size() == 3);
    CHECK(items[1] == std::tuple<std::optional<int>, std::optional<std::string>>{});
    CHECK(std::get<0>(items[2]) == 3);
    CHECK_THROWS_AS(of.db(select(element).from(shelf).cross_join(jsonb_array_elements(shelf.document).as<"element">())),
                    query_error);
}

TEST_CASE("parts_of_texts_are_null_where_they_are_said_to_be") {
    shelves of;
    constexpr auto part = string_to_table("a,-,", arg<"by">, "-").as<"part">();
    const auto parts = of.rows(select(part).from(part), ",");
    CHECK(parts == std::vector<std::tuple<std::optional<std::string>>>{{"a"}, {std::nullopt}, {""}});
    constexpr auto match = regexp_matches("abb", "(a)|(b)", "g").as<"match">();
    const auto matches = of.rows(select(match).from(match));
    REQUIRE(matches.size() == 3);
    CHECK(std::get<0>(matches[1]) == std::vector<std::optional<std::string>>{std::nullopt, "b"});
    CHECK(of.rows(select(match).from(regexp_matches("", "x", "g").as<"match">())).empty());
}

TEST_CASE("a_function_of_the_app_returns_rows_by_its_signature") {
    shelves of;
    of.db.execute(
        "create function halves_of(n integer, out whole integer, out half numeric) returns setof record language sql as "
        "'select i, case when i % 2 = 0 then i / 2.0 end from generate_series(1, n) i'");
    constexpr auto halves = halves_of(arg<"n">).as<"halves">();
    const auto found = of.rows(select(halves).from(halves).order_by(halves["whole"_c]), 2);
    static_assert(std::is_same_v<std::ranges::range_value_t<decltype(found)>, std::tuple<std::int32_t, std::optional<numeric>>>);
    REQUIRE(found.size() == 2);
    CHECK(std::get<1>(found[0]) == std::nullopt);
    CHECK(std::get<1>(found[1]) == numeric{"1"});
}

// ---- lists of values, samples --------------------------------------------------------------------------

TEST_CASE("a_list_of_values_is_a_table_of_what_was_given") {
    shelves of;
    for (const std::string& text : odd_texts()) {
        INFO(text);
        const auto listed =
            values_list(std::tuple{1, text, std::optional<double>{}}, std::tuple{arg<"id">, std::string("two"), 2.5})
                .as<"listed", "id", "text", "size">();
        const auto found = of.rows(select(listed).from(listed).order_by(listed["id"_c]), 2);
        using one = std::tuple<std::int32_t, std::string, std::optional<double>>;
        static_assert(std::is_same_v<std::ranges::range_value_t<decltype(found)>, one>);
        CHECK(found == std::vector<one>{{1, text, std::nullopt}, {2, "two", 2.5}});
    }
    constexpr auto names = values_list(std::tuple{"first", shelf.id}, std::tuple{"second", 7}).as<"names", "which", "id">();
    const auto both = of.rows(select(shelf.id, names["id"_c]).from(shelf).cross_join_lateral(names).where(shelf.id == 3));
    CHECK(both.size() == 2);
    CHECK(std::get<1>(both[1]) == 7);
}

TEST_CASE("a_sample_is_of_the_rows_of_a_table") {
    shelves of;
    const auto sample = [&](const auto& percent) {
        return of.db(select(shelf).from(shelf.tablesample(bernoulli(arg<"percent">)).repeatable(42)), percent).size();
    };
    CHECK(sample(100) == 4);
    CHECK(sample(0) == 0);
    CHECK(sample(50.5) == sample(50.5));
    constexpr auto again = shelf.as<"again">();
    CHECK(of.db(select(again.id).from(again.tablesample(virga::system(100)))).size() == 4);
    CHECK_THROWS_AS(sample(101), query_error);
}
