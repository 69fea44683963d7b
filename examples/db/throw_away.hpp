// examples/db/throw_away.hpp: a database to try the app on, and the environment that leads there.
#pragma once

#include <cstdlib>  // setenv
#include <string>   // std::string

#include <db/client.hpp>                        // app::database_address
#include <virga/kit/apply.hpp>                  // virga::kit::migrate
#include <virga/kit/neon_http_database.hpp>     // virga::kit::neon_http_database
#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres
#include <virga/testing/local_neon.hpp>         // virga::testing::local_neon

namespace app {

/// A PostgreSQL, and Neon's two protocols in front of it, until the end of the object. The variables are set whatever
/// they were, so that an example never reaches the database of whoever runs it.
class throw_away_database {
public:
    throw_away_database() {
        set("DATABASE_URL", neon.connection_url("postgres", "postgres", "postgres"));
        set("DATABASE_URL_UNPOOLED", postgres.url());
        set("NEON_HTTP_ENDPOINT", neon.http_url());
        set("NEON_WS_ENDPOINT", neon.ws_url());
    }

    virga::testing::embedded_postgres postgres;
    virga::testing::local_neon neon{postgres.url()};

private:
    static void set(const char* name, const std::string& value) { ::setenv(name, value.c_str(), 1); }
};

/// Applies what is pending in the folder, over HTTP. Returns how many files that were.
inline auto migrate(const std::string& folder) {
    const address& at = database_address();
    virga::neon_http_options options;
    options.endpoint = at.http_endpoint;
    virga::kit::neon_http_database server{at.url, options};
    return virga::kit::migrate(server, virga::kit::read_folder(folder));
}
}  // namespace app
