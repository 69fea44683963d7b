// The clients of ways.hpp, and the servers and databases that they lead to.
#include "ways.hpp"

#include <unistd.h>  // getpid

#include <algorithm>   // std::min
#include <chrono>      // std::chrono::seconds
#include <cstdlib>     // std::getenv
#include <functional>  // std::function
#include <utility>     // std::move

#include <virga/client/neon_http.hpp>           // virga::neon_http_client
#include <virga/client/neon_ws.hpp>             // virga::neon_ws_client
#include <virga/client/postgres.hpp>            // virga::postgres_client
#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres
#include <virga/testing/local_neon.hpp>         // virga::testing::local_neon

#include "../tables_sql.hpp"

namespace virga_test {

namespace {
using virga::neon_http_client;
using virga::neon_ws_client;
using virga::postgres_client;

/// What is not in tables_sql.hpp: tables to violate constraints of.
constexpr const char* create_items =
    "create table item (id integer primary key, name text not null,"
    "                   price integer constraint item_price_positive check (price > 0));"
    "create table part (id integer primary key, item_id integer references item, exclude using btree (item_id with =));"
    "create table later (id integer unique deferrable initially deferred)";

constexpr const char* clear_all =
    R"(truncate "person", "post", "blog"."tag", "label", "labelled_post", "favourite", "every", "maybe", "preset", "touched", )"
    R"("loose", "booking", "receipt", "slot", )"
    R"("odd.schema ""x"""."odd ""table"" it's", item, part, later restart identity cascade)";

const virga::testing::embedded_postgres& postgres() {
    static const virga::testing::embedded_postgres one{{.access = {"local all postgres trust", "local all all scram-sha-256"}}};
    return one;
}

/// A server of both protocols.
struct neon_server {
    std::string url;
    std::string endpoint;
    std::string ws_endpoint;
};

const neon_server& neon() {
    static const neon_server one = []() -> neon_server {
        const char* const url = std::getenv("VIRGA_NEON_URL");
        const char* const endpoint = std::getenv("VIRGA_NEON_ENDPOINT");
        const char* const ws_endpoint = std::getenv("VIRGA_NEON_WS_ENDPOINT");
        if (url != nullptr and endpoint != nullptr and ws_endpoint != nullptr) return {url, endpoint, ws_endpoint};
        static const virga::testing::local_neon local{postgres().url()};
        postgres_client{postgres().url()}.execute("create role neon_user login superuser password 'p%ss:w/rd@1'");
        return {local.connection_url("neon_user", "p%ss:w/rd@1", "postgres"), local.http_url(), local.ws_url()};
    }();
    return one;
}

virga::neon_http_options http_options(const std::string& default_schema = {}) {
    return {.endpoint = neon().endpoint, .timeout = std::chrono::seconds{60}, .default_schema = default_schema};
}

/// A database with the tables of the tests, gone at the end of the program.
class database {
public:
    using executing = std::function<void(const std::string& url, const std::string& sql)>;

    database(const std::string& name, std::string server, executing execute)
        : server_(std::move(server)), execute_(std::move(execute)), name_(name + "_" + std::to_string(::getpid())) {
        execute_(server_, "create database " + name_);
        execute_(url(), std::string{tables::create_tables} + create_items);
    }
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    ~database() {
        try {
            execute_(server_, "drop database " + name_ + " with (force)");
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }
    [[nodiscard]] std::string url() const {
        const std::size_t query = std::min(server_.find('?'), server_.size());
        const std::size_t path = server_.find('/', server_.find("://") + 3);
        return server_.substr(0, path + 1) + name_ + server_.substr(query);
    }

private:
    std::string server_;
    executing execute_;
    std::string name_;
};

const database& neon_database() {
    static const database one{"same", neon().url, [](const std::string& url, const std::string& sql) {
                                  neon_http_client{url, http_options()}.execute(sql);
                              }};
    return one;
}
const database& direct_database() {
    static const database one = [] {
        const char* const named = std::getenv("VIRGA_NEON_DIRECT_URL");
        return database{"same_directly", named == nullptr ? postgres().url() : named,
                        [](const std::string& url, const std::string& sql) { postgres_client{url}.execute(sql); }};
    }();
    return one;
}

template <class Client>
struct implementation_by final : any_client::implementation {
    Client client;
    template <class... Options>
    explicit implementation_by(const std::string& url, const Options&... options) : client(url, options...) {}

    virga::result run(const virga::statement& query, const virga::arguments& values) override {
        return client.run(query, values);
    }
    virga::result execute(std::string_view sql) override { return client.execute(sql); }
    virga::result execute(std::string_view sql, const virga::arguments& values) override { return client.execute(sql, values); }
    std::vector<virga::result> run_batch(std::span<const virga::batch_item> items,
                                         const virga::transaction_options& options) override {
        return client.run_batch(items, options);
    }
};
}  // namespace

std::string over_http::url() { return neon_database().url(); }
over_http::over_http() : over_http(url()) {}
over_http::over_http(const std::string& url, const std::string& default_schema)
    : any_client(std::make_unique<implementation_by<neon_http_client>>(url, http_options(default_schema))) {}

std::string over_websocket::url() { return neon_database().url(); }
over_websocket::over_websocket() : over_websocket(url()) {}
over_websocket::over_websocket(const std::string& url, const std::string& default_schema)
    : any_client(std::make_unique<implementation_by<neon_ws_client>>(
          url, virga::neon_ws_options{.endpoint = neon().ws_endpoint, .session = {.default_schema = default_schema}})) {}

std::string directly::url() { return direct_database().url(); }
directly::directly() : directly(url()) {}
directly::directly(const std::string& url, const std::string& default_schema)
    : any_client(
          std::make_unique<implementation_by<postgres_client>>(url, virga::postgres_options{.default_schema = default_schema})) {}

void fill(any_client& db) { db.execute(std::string{clear_all} + ";" + std::string{tables::insert_rows}); }
void clear(any_client& db) { db.execute(clear_all); }
}  // namespace virga_test
