// Rows sent by copy: each value as an insert stores it, all of them or none, and a connection that goes on.
#include <cstddef>    // std::size_t
#include <memory>     // std::make_shared
#include <optional>   // std::nullopt
#include <ranges>     // std::views::iota
#include <stdexcept>  // std::runtime_error
#include <string>     // std::string
#include <utility>    // std::move
#include <vector>     // std::vector

#include <virga/client/observer.hpp>  // virga::observer
#include <virga/client/pool.hpp>      // virga::pool

#include "../catch.hpp"
#include "../reading.hpp"
#include "../tables.hpp"
#include "database.hpp"
#include "edges.hpp"

using namespace tables;
using namespace virga_test;
using virga::postgres_client;

namespace {
std::vector<row<loose>> numbers(int count) {
    std::vector<row<loose>> all;
    for (int i = 1; i <= count; ++i) all.push_back({i, "row " + std::to_string(i)});
    return all;
}
/// A person of whom just this is given.
insertable<person> called(std::string name, std::optional<bool> active = {}) {
    insertable<person> one;
    one.email = name + "@x";
    one.name = std::move(name);
    if (active) one.active = *active;
    return one;
}
std::size_t count_of(postgres_client& db) { return static_cast<std::size_t>(get<0>(db(select(count()).from(loose)).one())); }

class texts_told final : public virga::observer {
public:
    std::vector<std::string> texts;
    std::size_t affected = 0;
    void ended(const virga::observed_statement& what, const virga::observed_outcome& outcome) noexcept override {
        texts.emplace_back(what.text);
        affected = outcome.affected;
    }
};
}  // namespace

TEST_CASE("copy_stores_every_value_as_an_insert_does") {
    own_database database;
    postgres_client db{database.url()};
    const auto whole = edge_rows();
    CHECK(db.copy(copy_into(every), whole) == whole.size());
    CHECK(same_rows(db(select(every).from(every).order_by(every.id)).to_vector(), whole));
    const auto with_nulls = edge_rows_with_nulls();
    CHECK(db.copy(copy_into(maybe), with_nulls) == with_nulls.size());
    CHECK(same_rows(db(select(maybe).from(maybe).order_by(maybe.id)).to_vector(), with_nulls));

    std::vector<insertable<loose>> strange;
    for (const std::string& text : odd_texts()) strange.push_back({.a = static_cast<int>(strange.size()), .b = text});
    strange.push_back({.a = static_cast<int>(strange.size()), .b = "\\."});
    strange.push_back({.a = static_cast<int>(strange.size()), .b = "\\.\n\\.\r\t\b\f\v\\N"});
    strange.push_back({.a = std::nullopt, .b = std::nullopt});
    CHECK(db.copy(copy_into(loose), strange) == strange.size());
    std::size_t at = 0;
    for (const auto& [a, b] : db(select(loose.a, loose.b).from(loose).order_by(loose.a))) {
        CHECK(b == strange[at].b);
        ++at;
    }
    CHECK(at == strange.size());
    CHECK(db.copy(copy_into(loose), std::vector<row<loose>>{}) == 0);
}

TEST_CASE("copy_leaves_to_the_server_what_it_fills_and_sends_what_the_app_makes") {
    own_database database;
    postgres_client db{database.url()};
    std::vector<insertable<person>> people{called("Ada"), called("Bob")};
    people.back().nick = "b";
    CHECK(db.copy(copy_into(person), people) == 2);
    const auto ada = db(select(person).from(person).where(person.name == "Ada")).one();
    CHECK(ada.id == 1);
    CHECK(ada.active);
    CHECK(not ada.nick);

    // columns that are named are sent, in whatever order, and the others are not
    const auto with_active = copy_into(person).columns(person.active, person.name, person.email);
    CHECK(db.copy(with_active, std::vector{called("Eve", false)}) == 1);
    CHECK(not db(select(person.active).from(person).where(person.name == "Eve")).one()[person.active]);
    const auto lacks = thrown<virga::value_error>([&] {
        db.copy(with_active, std::vector{called("A", true), called("B")});
    });
    REQUIRE(lacks);
    CHECK(std::string{lacks->what()}.starts_with(R"(copy: row 2 gives no value for "person"."active"; )"));
    insertable<person> nicked = called("C");
    nicked.nick = "c";
    for (const auto& one : {nicked, called("C", true)}) {
        const auto lost = thrown<virga::value_error>([&] {
            db.copy(copy_into(person).columns(person.email, person.name), std::vector{one});
        });
        REQUIRE(lost);
        CHECK(std::string{lost->what()}.starts_with("copy: row 1 gives a value for \"person\".\""));
    }
    const auto by_default = thrown<virga::value_error>([&] {
        db.copy(copy_into(person), std::vector{called("C", true)});
    });
    REQUIRE(by_default);
    CHECK(std::string{by_default->what()}.find(R"(a value for "person"."active")") != std::string::npos);
    CHECK(get<0>(db(select(count()).from(person)).one()) == 3);

    // what the app makes is made for each row
    std::vector<insertable<receipt>> made(2);
    for (auto& each : made) each.what = "made";
    CHECK(db.copy(copy_into(receipt), made) == 2);
    const auto receipts = db(select(receipt).from(receipt).order_by(receipt.number)).to_vector();
    CHECK(receipts.at(0).number + 1 == receipts.at(1).number);
    CHECK(receipts.at(0).written_by == "the app");
    CHECK(receipts.at(0).origin == "server");

    // of whole rows only some columns
    CHECK(db.copy(copy_into(loose).columns(loose.b), numbers(2)) == 2);
    CHECK(db(select(loose.b).from(loose).where(loose.a.is_null())).size() == 2);
    insertable<odd> named;
    named.quoted = "q";
    named.upper = "U";
    CHECK(db.copy(copy_into(odd), std::vector{named}) == 1);
    CHECK(db(select(odd.upper, odd.select).from(odd)).one()[odd.upper] == "U");
}

TEST_CASE("copy_sends_all_rows_or_none_and_the_connection_goes_on") {
    own_database database;
    postgres_client db{database.url()};
    CHECK(db.copy(copy_into(loose), numbers(20'000)) == 20'000);
    CHECK(count_of(db) == 20'000);

    // the server refuses a row
    const std::vector twice{called("Ada"), called("Ada")};
    const auto violated = thrown<virga::unique_violation>([&] { db.copy(copy_into(person), twice); });
    REQUIRE(violated);
    CHECK(violated->constraint() == "person_email_key");
    CHECK(violated->statement() == R"(copy "person" ("email", "name", "nick", "chief_id", "born") from stdin)");
    const std::vector no_text{called("\xff")};
    CHECK(thrown<virga::query_error>([&] { db.copy(copy_into(person), no_text); }));
    CHECK(db(select(person.id).from(person)).empty());

    // a row cannot be encoded
    auto with_zero = numbers(3'000);
    with_zero.back().b = std::string("a\0b", 3);
    CHECK(thrown<virga::value_error>([&] { db.copy(copy_into(loose), with_zero); }));
    CHECK(count_of(db) == 20'000);

    // the app's own range throws
    const auto made = std::views::iota(0, 5'000) | std::views::transform([](int i) -> row<loose> {
                          if (i == 4'000) throw std::runtime_error("no more");
                          return {i, "made"};
                      });
    const auto own = thrown<std::runtime_error>([&] { db.copy(copy_into(loose), made); });
    REQUIRE(own);
    CHECK(std::string{own->what()} == "no more");
    CHECK(count_of(db) == 20'000);
    const auto ten = std::views::iota(0, 10) | std::views::transform([](int i) { return row<loose>{i, "made"}; });
    CHECK(db.copy(copy_into(loose), ten) == 10);
    CHECK(count_of(db) == 20'010);
}

TEST_CASE("what_makes_the_rows_of_a_copy_takes_another_connection") {
    own_database database;
    postgres_client db{database.url()}, second{database.url()};
    const auto made_by = [](auto use) {
        return std::views::iota(0, 5) | std::views::transform([use](int i) {
                   use();
                   return row<loose>{i, "made"};
               });
    };
    const auto refused = [&](auto use) {
        const auto problem = thrown<virga::usage_error>([&] { db.copy(copy_into(loose), made_by(use)); });
        REQUIRE(problem);
        CHECK(std::string{problem->what()}.starts_with("copy: its rows are being sent on this connection"));
    };
    refused([&] { (void)count_of(db); });
    refused([&] { db.execute("select 1"); });
    refused([&] { (void)db.begin(); });
    refused([&] { db.copy(copy_into(loose), numbers(1)); });
    refused([&] { db.listen("c"); });
    CHECK(count_of(db) == 0);
    CHECK(db.copy(copy_into(loose), made_by([&] {
                      CHECK(db.is_alive());
                      (void)count_of(second);
                  })) == 5);
    CHECK(count_of(db) == 5);
}

TEST_CASE("copy_is_part_of_a_transaction") {
    own_database database;
    postgres_client db{database.url()};
    {
        auto tx = db.begin();
        CHECK(tx.copy(copy_into(loose), numbers(10)) == 10);
        CHECK(thrown<virga::usage_error>([&] { db.copy(copy_into(loose), numbers(1)); }));
    }
    CHECK(count_of(db) == 0);
    db.transaction([&](auto& tx) {
        tx.copy(copy_into(loose), numbers(10));
        auto inner = tx.begin();
        const std::vector no_text{called(std::string("\0", 1))};
        CHECK(thrown<virga::value_error>([&] { inner.copy(copy_into(person), no_text); }));
        CHECK(thrown<virga::failed_transaction>([&] { (void)inner(select(loose.a).from(loose)); }));
        inner.rollback();
        tx.copy(copy_into(loose), numbers(5));
        CHECK(tx(select(loose.a).from(loose)).size() == 15);
    });
    CHECK(count_of(db) == 15);
    // in the middle of a stream, as all else is
    for (const auto& each : db.stream(select(loose.a).from(loose))) {
        CHECK(get<0>(each));
        CHECK(thrown<virga::usage_error>([&] { db.copy(copy_into(loose), numbers(1)); }));
        break;
    }
}

TEST_CASE("copy_reaches_the_schema_of_the_client_by_a_pool_and_is_told_of") {
    own_database database;
    const auto told = std::make_shared<texts_told>();
    postgres_client db{database.url(), {.default_schema = "else", .observer = told}};
    db.execute("create schema \"else\"; create table \"else\".loose (a integer, b text)");
    CHECK(db.copy(copy_into(loose), numbers(3)) == 3);
    CHECK(told->affected == 3);
    CHECK(db.execute("select 1 from \"else\".loose").rows() == 3);
    CHECK(told->texts.at(1) == R"(copy "loose" ("a", "b") from stdin)");
    virga::pool<postgres_client> all{database.url(), {}, {.maximum = 1}};
    CHECK(all.copy(copy_into(loose), numbers(4)) == 4);
    CHECK(all(select(loose.a).from(loose)).size() == 4);
    all.transaction([](auto& tx) { CHECK(tx.copy(copy_into(loose), numbers(4)) == 4); });

    // the connection ends while rows are on their way
    postgres_client second{database.url()};
    bool is_told = false;
    const auto cut = std::views::iota(0, 200'000) | std::views::transform([&](int i) -> row<loose> {
                         if (i == 50'000 and not is_told) {
                             is_told = true;
                             db.execute("select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'copy%'");
                         }
                         return {i, "text"};
                     });
    CHECK(thrown<virga::connection_error>([&] { second.copy(copy_into(loose), cut); }));
    CHECK(not second.is_open());
}
