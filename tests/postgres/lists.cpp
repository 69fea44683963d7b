// Lists as array parameters: every type, every awkward text.
#include <array>     // std::array
#include <list>      // std::list
#include <optional>  // std::optional
#include <ranges>    // std::ranges::range_value_t
#include <set>       // std::set
#include <span>      // std::span
#include <string>    // std::string
#include <vector>    // std::vector

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
