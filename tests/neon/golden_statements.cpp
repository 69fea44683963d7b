// Every golden statement over HTTP and over a WebSocket: it answers what it answers without either. The servers are the
// program's own, unless VIRGA_NEON_URL, VIRGA_NEON_ENDPOINT, VIRGA_NEON_WS_ENDPOINT and VIRGA_NEON_DIRECT_URL name others: the
// last one leads to the PostgreSQL behind them, as a superuser.
#include <unistd.h>  // getpid

#include <algorithm>    // std::min
#include <cstddef>      // std::size_t
#include <cstdlib>      // std::getenv
#include <optional>     // std::optional
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::pair
#include <vector>       // std::vector

#include <virga/client/neon_http.hpp>    // virga::neon_http_client
#include <virga/client/neon_ws.hpp>      // virga::neon_ws_client
#include <virga/client/postgres.hpp>     // virga::postgres_client
#include <virga/testing/local_neon.hpp>  // virga::testing::local_neon

#include "../catch.hpp"
#include "../golden/golden.hpp"
#include "../postgres/database.hpp"
#include "../reading.hpp"

namespace {
using namespace virga_test;

/// The ways to one database with the tables of the tests, gone at the end.
class place {
public:
    place() {
        if (is_elsewhere()) {
            virga::postgres_client{direct_}.execute("create database " + name_);
            virga::postgres_client{direct()}.execute(tables::create_tables);
        } else {
            own_.emplace();
            neon_.emplace(own_->url());
            direct_ = own_->url();
            name_ = text(virga::postgres_client{direct_}.execute("select current_database()")).value();
            url_ = neon_->connection_url("postgres", "any", name_);
            endpoint_ = neon_->http_url();
            ws_endpoint_ = neon_->ws_url();
        }
    }
    place(const place&) = delete;
    place& operator=(const place&) = delete;
    ~place() {
        if (own_) return;
        try {
            virga::postgres_client{direct_}.execute("drop database " + name_ + " with (force)");
        } catch (const virga::error&) {  // the name is of no use to another run
        }
    }

    [[nodiscard]] std::string direct() const { return own_ ? direct_ : in_database(direct_); }
    [[nodiscard]] std::string url() const { return own_ ? url_ : in_database(url_); }
    [[nodiscard]] const std::string& endpoint() const { return endpoint_; }
    [[nodiscard]] const std::string& ws_endpoint() const { return ws_endpoint_; }

private:
    bool is_elsewhere() {
        for (const auto& [name, value] : {std::pair{"VIRGA_NEON_DIRECT_URL", &direct_},
                                          {"VIRGA_NEON_URL", &url_},
                                          {"VIRGA_NEON_ENDPOINT", &endpoint_},
                                          {"VIRGA_NEON_WS_ENDPOINT", &ws_endpoint_}}) {
            const char* const given = std::getenv(name);
            if (given == nullptr) return false;
            *value = given;
        }
        return true;
    }
    [[nodiscard]] std::string in_database(std::string url) const {
        const std::size_t path = url.find('/', url.find("://") + 3);
        return url.replace(path, std::min(url.find('?'), url.size()) - path, "/" + name_);
    }

    std::optional<own_database> own_;
    std::optional<virga::testing::local_neon> neon_;
    std::string direct_, url_, endpoint_, ws_endpoint_;
    std::string name_ = "golden_" + std::to_string(::getpid());
};

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
    const place servers;
    virga::postgres_client direct{servers.direct()};
    direct.execute(tables::insert_rows);
    const virga::neon_http_client http{servers.url(), {.endpoint = servers.endpoint()}};
    virga::neon_ws_client socket{servers.url(), {.endpoint = servers.ws_endpoint()}};

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
