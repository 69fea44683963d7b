// The server of the tests: a PostgreSQL to throw away, and Neon's protocols in front of it.
#include "place.hpp"

#include <virga/testing/embedded_postgres.hpp>
#include <virga/testing/local_neon.hpp>

namespace virga_test {
namespace {
const virga::testing::embedded_postgres& server() {
    static const virga::testing::embedded_postgres one{{.access = {"local all asked_by_neon scram-sha-256"}}};
    return one;
}
}  // namespace

neon_place local_place() {
    static const virga::testing::local_neon neon{server().url()};
    return {neon.connection_url("postgres", "postgres", "postgres"), neon.http_url()};
}

secure_place local_secure_place() {
    static const virga::testing::local_neon neon{server().url(), {.tls = true}};
    return {neon.http_url(), neon.certificate_authority().string()};
}

std::string local_token_endpoint() {
    static const virga::testing::local_neon neon{server().url(), {.jwt_password = "postgres"}};
    return neon.http_url();
}
}  // namespace virga_test
