// Every golden statement over HTTP and over a WebSocket: it answers what it answers without either.
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/neon_http.hpp>  // virga::neon_http_client
#include <virga/client/neon_ws.hpp>    // virga::neon_ws_client
#include <virga/client/postgres.hpp>   // virga::postgres_client
#include <virga/testing/local_neon.hpp>  // virga::testing::local_neon

#include "../catch.hpp"
#include "../golden/golden.hpp"
#include "../postgres/database.hpp"
#include "../reading.hpp"

namespace {
using namespace virga_test;

/// What a statement answers: its cells row by row, or the SQLSTATE of its refusal.
struct answered {
    std::string refusal{};
    std::size_t columns = 0;
    std::vector<std::optional<std::string>> cells{};
    friend bool operator==(const answered&, const answered&) = default;
};

answered all_of(const virga::result& from) {
    answered all{"", from.columns(), {}};
    for (std::size_t row = 0; row != from.rows(); ++row)
        for (std::size_t column = 0; column != from.columns(); ++column) all.cells.push_back(text(from, row, column));
    return all;
}

/// In a transaction that is rolled back.
template <class Client>
answered on_session(Client& db, const golden::entry& entry) {
    auto transaction = db.begin();
    answered said;
    try {
        said = all_of(transaction.run(entry.statement, entry.values));
    } catch (const virga::query_error& refused) {
        said.refusal = refused.sqlstate();
    }
    transaction.rollback();
    return said;
}

/// In a batch that is undone by its last member, so that only whether it runs can be told; a select by itself.
answered over_http(const virga::neon_http_client& db, const golden::entry& entry) {
    try {
        if (entry.statement.text.starts_with("select")) return all_of(db.run(entry.statement, entry.values));
        const std::vector<virga::sql_text> undone{{std::string{entry.statement.text}, entry.values}, {"select 1 / (select 0)"}};
        static_cast<void>(db.batch(std::span<const virga::sql_text>{undone}));
    } catch (const virga::query_error& refused) {
        return {refused.sqlstate()};
    }
    return {"no error"};
}
}  // namespace

TEST_CASE("every_golden_statement_answers_over_http_and_websocket_as_it_does_directly") {
    const own_database database;
    virga::postgres_client direct{database.url()};
    direct.execute(tables::insert_rows);
    const virga::testing::local_neon neon{database.url()};
    const std::string name = text(direct.execute("select current_database()")).value();
    const std::string url = neon.connection_url("postgres", "any", name);
    const virga::neon_http_client http{url, {.endpoint = neon.http_url()}};
    virga::neon_ws_client socket{url, {.endpoint = neon.ws_url()}};

    REQUIRE(golden::registered().size() > 120);
    std::size_t compared = 0;
    for (const golden::entry& entry : golden::registered()) {
        INFO(entry.statement.text);
        const answered expected = on_session(direct, entry);
        const bool is_same_each_time = on_session(direct, entry) == expected;  // no now(), no uuid, no identity
        const answered by_socket = on_session(socket, entry);
        CHECK(by_socket.refusal == expected.refusal);
        CHECK(by_socket.cells.size() == expected.cells.size());
        const answered by_http = over_http(http, entry);
        if (not entry.statement.text.starts_with("select")) {
            CHECK(by_http.refusal == (expected.refusal.empty() ? "22012" : expected.refusal));
        }
        if (not is_same_each_time) continue;
        CHECK(by_socket == expected);
        if (entry.statement.text.starts_with("select")) CHECK(by_http == expected);
        ++compared;
    }
    CHECK(compared > 100);
}
