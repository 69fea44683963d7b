// virga/kit/own_server.hpp: the way to a server that the kit starts for itself, and to no other.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres

namespace virga::kit::detail {

/// The URL of a server of one's own for a client on libpq, with all that it would else take from the environment of the process,
/// which speaks of another one: PGHOSTADDR would lead there.
inline std::string own_server_url(const testing::embedded_postgres& server, std::string_view database = "postgres") {
    return server.url(database) +
           "&hostaddr=&sslmode=disable&channel_binding=prefer&gssencmode=disable&target_session_attrs=any&options=";
}
}  // namespace virga::kit::detail
