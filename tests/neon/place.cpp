// The server of the tests: a PostgreSQL to throw away, and Neon's protocols in front of it.
#include "place.hpp"

#include <chrono>   // std::chrono::seconds
#include <cstdlib>  // std::getenv
#include <vector>   // std::vector

#include <virga/client/curl_transport.hpp>  // virga::curl_transport
#include <virga/testing/embedded_postgres.hpp>
#include <virga/testing/local_neon.hpp>

namespace virga_test {
namespace {
const virga::testing::embedded_postgres& server() {
    static const virga::testing::embedded_postgres one{{.access = {"local all asked_by_neon scram-sha-256"}}};
    return one;
}

virga::testing::local_neon& local() {
    static virga::testing::local_neon neon{server().url()};
    return neon;
}
bool is_local() { return std::getenv("VIRGA_NEON_URL") == nullptr or std::getenv("VIRGA_NEON_ENDPOINT") == nullptr; }

/// A request to where another server takes faults.
void control(const std::string& name, const std::string& body) {
    const std::string& endpoint = neon().endpoint;
    const std::string url = endpoint.substr(0, endpoint.find('/', endpoint.find("://") + 3)) + "/__emu/" + name;
    const std::vector<std::string> headers{"Content-Type: text/plain"};
    virga::http_request request{};
    request.url = url;
    request.headers = headers;
    request.body = body;
    request.timeout = request.connect_timeout = std::chrono::seconds{10};
    request.largest_response = 1'000'000;
    virga::curl_transport{}.post(request);
}
}  // namespace

neon_place local_place() { return {local().connection_url("postgres", "postgres", "postgres"), local().http_url()}; }

void add_fault(const std::string& spec) {
    if (is_local())
        local().add_fault(spec);
    else
        control("faults", spec);
}
void clear_faults() {
    if (is_local())
        local().clear_faults();
    else
        control("reset", "");
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
