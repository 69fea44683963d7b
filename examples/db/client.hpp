// examples/db/client.hpp: the app's one client, by which all of it reaches the database.
#pragma once

#include <chrono>       // std::chrono::seconds
#include <cstdlib>      // std::getenv
#include <memory>       // std::unique_ptr
#include <string>       // std::string
#include <type_traits>  // std::is_same_v

#include <virga/client/env.hpp>        // virga::load_env
#include <virga/client/neon_http.hpp>  // virga::neon_http_client
#include <virga/client/neon_ws.hpp>    // virga::neon_ws_client
#include <virga/client/pool.hpp>       // virga::pool
#include <virga/client/postgres.hpp>   // virga::postgres_client
#include <virga/client/url.hpp>        // virga::database_url

namespace app {

/// How the app reaches its database is said in this line alone. An app needs the header of that client only; here all
/// three are included, so that the examples can show each.
using client = virga::neon_http_client;  // or virga::neon_ws_client, or virga::postgres_client

/// Where the database is. With Neon the URL is all there is; endpoints are for other servers of its protocols.
struct address {
    std::string url;
    std::string direct_url;  ///< past Neon's pooler, where the environment has that one too
    std::string http_endpoint;
    std::string ws_endpoint;
};

/// Reads the environment and the files `.env.local` and `.env`, once: threads must not read it while another sets it.
///
/// Errors: configuration_error when DATABASE_URL is unset or malformed. It never shows the URL.
inline const address& database_address() {
    static const address one = [] {
        virga::load_env();
        const auto variable = [](const char* name) {
            const char* const value = std::getenv(name);
            return std::string{value == nullptr ? "" : value};
        };
        const std::string url = virga::database_url();
        const bool has_direct = not variable("DATABASE_URL_UNPOOLED").empty();
        return address{url, has_direct ? virga::database_url("DATABASE_URL_UNPOOLED") : url, variable("NEON_HTTP_ENDPOINT"),
                       variable("NEON_WS_ENDPOINT")};
    }();
    return one;
}

/// A client of its own: one that listens to notifications, for example.
template <class Client>
std::unique_ptr<Client> connect() {
    using namespace std::chrono_literals;
    const address& at = database_address();
    if constexpr (std::is_same_v<Client, virga::neon_http_client>) {
        virga::neon_http_options options;
        options.endpoint = at.http_endpoint;
        options.timeout = 10s;
        return std::make_unique<Client>(at.url, options);
    } else if constexpr (std::is_same_v<Client, virga::neon_ws_client>) {
        virga::neon_ws_options options;
        options.endpoint = at.ws_endpoint;
        options.session.statement_timeout = 10s;
        return std::make_unique<Client>(at.url, options);
    } else {
        virga::postgres_options options;
        options.statement_timeout = 10s;
        return std::make_unique<Client>(at.direct_url, options);
    }
}

/// The database, for all threads. `main` calls it first, so that a wrong URL stops the program before it serves anybody.
///
/// SQL over HTTP has one client for all. The others have a session each, for one thread at a time: there it is a pool, whose
/// connections are opened when they are needed, at most four at once.
template <class Client = client>
auto& db() {
    if constexpr (std::is_same_v<Client, virga::neon_http_client>) {
        static const std::unique_ptr<const Client> one = connect<Client>();
        return *one;
    } else {
        (void)database_address();
        static virga::pool<Client> one{connect<Client>, {.maximum = 4, .wait = std::chrono::seconds{5}}};
        return one;
    }
}
}  // namespace app
