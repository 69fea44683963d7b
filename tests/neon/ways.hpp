// The ways to a database: over HTTP, over a WebSocket, and directly. What is the same on all of them is tested by
// `TEMPLATE_TEST_CASE("...", "", over_http, over_websocket, directly)`: a case for each way, `test_neon_same '*over_http'`.
#pragma once

#include <cstddef>      // std::size_t
#include <memory>       // std::unique_ptr
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/batch.hpp>            // virga::batched_calls
#include <virga/client/typed_calls.hpp>      // virga::typed_calls
#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/query/statement.hpp>         // virga::statement
#include <virga/result/result.hpp>           // virga::result

#include "../catch.hpp"
#include "../reading.hpp"

namespace virga_test {

/// What every client does. The clients themselves are known in ways.cpp alone, so that a query is compiled once for all
/// of them.
class any_client : public virga::typed_calls<any_client>, public virga::batched_calls<any_client> {
public:
    virga::result run(const virga::statement& query, const virga::arguments& values) { return client_->run(query, values); }
    virga::result execute(std::string_view sql) { return client_->execute(sql); }
    virga::result execute(std::string_view sql, const virga::arguments& values) { return client_->execute(sql, values); }
    std::vector<virga::result> run_batch(std::span<const virga::batch_item> items, const virga::transaction_options& options) {
        return client_->run_batch(items, options);
    }

    /// A client of one way.
    struct implementation {
        virtual ~implementation() = default;
        virtual virga::result run(const virga::statement&, const virga::arguments&) = 0;
        virtual virga::result execute(std::string_view) = 0;
        virtual virga::result execute(std::string_view, const virga::arguments&) = 0;
        virtual std::vector<virga::result> run_batch(std::span<const virga::batch_item>, const virga::transaction_options&) = 0;
    };

protected:
    explicit any_client(std::unique_ptr<implementation> client) : client_(std::move(client)) {}
    ~any_client() = default;

private:
    std::unique_ptr<implementation> client_;
};

/// A `neon_http_client`. VIRGA_NEON_URL, VIRGA_NEON_ENDPOINT and VIRGA_NEON_WS_ENDPOINT together name another server than the
/// program's own, for this and for `over_websocket`; the role has to be a superuser.
struct over_http : any_client {
    over_http();
    explicit over_http(const std::string& url, const std::string& default_schema = {});
    static std::string url();
};
/// A `neon_ws_client`.
struct over_websocket : any_client {
    over_websocket();
    explicit over_websocket(const std::string& url, const std::string& default_schema = {});
    static std::string url();
};
/// A `postgres_client`, of a server of the program's own, or of the one that VIRGA_NEON_DIRECT_URL names.
struct directly : any_client {
    directly();
    explicit directly(const std::string& url, const std::string& default_schema = {});
    static std::string url();
};

/// Empties the tables of the tests and fills them with the rows of tables_sql.hpp.
void fill(any_client& db);
/// Empties them.
void clear(any_client& db);

/// A client whose tables have the rows of tables_sql.hpp.
template <class Way>
struct filled : Way {
    filled() { fill(*this); }
};
/// A client whose tables are empty.
template <class Way>
struct cleared : Way {
    cleared() { clear(*this); }
};
}  // namespace virga_test
