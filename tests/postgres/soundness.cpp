// Every golden statement, prepared and run on a real server: it says the same of itself as the server does.
#include "soundness.hpp"

#include <set>     // std::set
#include <string>  // std::string

#include "../catch.hpp"
#include "../golden/golden.hpp"

using namespace virga_test;

namespace {
/// Whether a statement wants a newer server.
bool is_too_new(libpq& db, const golden::entry& entry) {
    static const int version = std::stoi(db.value("show server_version_num").value_or("0")) / 10'000;
    return version < entry.since;
}
/// Runs a statement in a transaction that is rolled back; what is wrong with its result, in words.
std::string run_and_look(libpq& db, const golden::entry& entry, bool may_violate_constraints) {
    db.run("begin");
    const libpq_result answer = db.run(std::string(entry.statement.text), entry.values);
    std::string found = db.failure();
    const bool is_violation = db.sqlstate().starts_with("23");
    if (found.empty()) found = unexpected_nulls(entry.statement, answer.get());
    db.run("rollback");
    return is_violation and may_violate_constraints ? std::string{} : found;
}
}  // namespace

TEST_CASE("golden_statements_say_what_the_server_says") {
    own_database database;
    libpq db{database.url()};
    REQUIRE(golden::registered().size() > 120);
    for (const golden::entry& entry : golden::registered()) {
        INFO(entry.statement.text);
        if (is_too_new(db, entry)) CHECK(differences(db, entry.statement).starts_with("the server refuses it"));
        else CHECK(differences(db, entry.statement) == "");
        CHECK(entry.values.size() == entry.statement.parameters.size());
    }
}

TEST_CASE("golden_statements_run_and_return_null_only_where_they_say_so") {
    own_database database;
    libpq db{database.url()};
    for (const golden::entry& entry : golden::registered()) {
        if (is_too_new(db, entry)) continue;
        INFO("without rows: " << entry.statement.text);
        CHECK(run_and_look(db, entry, true) == "");
    }
    db.run(std::string(tables::insert_rows));
    REQUIRE(db.failure() == "");
    for (const golden::entry& entry : golden::registered()) {
        if (is_too_new(db, entry)) continue;
        INFO("with rows: " << entry.statement.text);
        CHECK(run_and_look(db, entry, false) == "");
    }
}

TEST_CASE("a_description_that_is_wrong_is_found") {
    own_database database;
    libpq db{database.url()};
    constexpr virga::type_description integer{"integer", 23};
    constexpr virga::type_description bigint{"bigint", 20};
    constexpr virga::type_description status{"\"status\"", 0};
    const auto differs = [&db](std::string_view text, std::vector<virga::type_description> parameters,
                               std::vector<virga::column_description> columns) {
        return not differences(db, {text, parameters, columns}).empty();
    };
    const std::string_view views = "select \"views\" from \"post\" where \"views\" = $1";
    CHECK_FALSE(differs(views, {integer}, {{"views", integer}}));
    CHECK(differs(views, {bigint}, {{"views", integer}}));
    CHECK(differs(views, {status}, {{"views", integer}}));
    CHECK(differs(views, {integer}, {{"views", bigint}}));
    CHECK(differs(views, {integer}, {{"view", integer}}));
    CHECK(differs(views, {}, {{"views", integer}}));
    CHECK(differs(views, {integer}, {}));
    CHECK(differs("select nonsense", {}, {{"", integer}}));
    const std::string_view statuses = "select \"status\" from \"post\" where \"status\" = $1";
    CHECK_FALSE(differs(statuses, {status}, {{"status", status}}));
    CHECK(differs(statuses, {{"\"no such type\"", 0}}, {{"status", status}}));

    db.run(std::string(tables::insert_rows));
    const std::string body = "select \"body\" from \"post\"";
    const virga::column_description not_nullable{"body", {"text", 25}, false};
    CHECK(unexpected_nulls({body, {}, {&not_nullable, 1}}, db.run(body).get()) != "");
    const virga::column_description nullable{"body", {"text", 25}, true};
    CHECK(unexpected_nulls({body, {}, {&nullable, 1}}, db.run(body).get()) == "");
}
