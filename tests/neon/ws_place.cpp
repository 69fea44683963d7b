// The server of the tests of neon_ws_client.
#include "ws_place.hpp"

#include <arpa/inet.h>   // inet_pton
#include <netinet/in.h>  // sockaddr_in
#include <sys/socket.h>  // socket, connect
#include <unistd.h>      // close

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>

#include <virga/client/postgres.hpp>
#include <virga/testing/embedded_postgres.hpp>
#include <virga/testing/local_neon.hpp>

namespace virga_neon_test {

namespace {

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// Sends a request without an interest in the answer but that it comes.
void request(const std::string& endpoint, const std::string& method, const std::string& path, const std::string& body) {
    const std::string place = endpoint.substr(5, endpoint.find('/', 5) - 5);  // behind ws://
    const std::size_t colon = place.rfind(':');
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(place.substr(colon + 1))));
    if (::inet_pton(AF_INET, place.substr(0, colon).c_str(), &address.sin_addr) != 1)
        throw std::runtime_error("VIRGA_NEON_WS_ENDPOINT: an address with a port is needed");
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const std::string text = method + " " + path + " HTTP/1.1\r\nHost: " + place + "\r\nConnection: close\r\nContent-Length: " +
                             std::to_string(body.size()) + "\r\n\r\n" + body;
    char answer[4096];
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 or
        ::send(socket, text.data(), text.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(text.size()))
        throw std::runtime_error("VIRGA_NEON_WS_ENDPOINT: no connection");
    while (::recv(socket, answer, sizeof answer, 0) > 0) {
    }
    ::close(socket);
}

neon_place elsewhere() {
    const std::string endpoint = variable("VIRGA_NEON_WS_ENDPOINT");
    return {.url = variable("VIRGA_NEON_URL"),
            .endpoint = endpoint,
            .secure_endpoint = variable("VIRGA_NEON_WSS_ENDPOINT"),
            .certificate = variable("VIRGA_NEON_CERTIFICATE"),
            .add_fault = [=](const std::string& spec) { request(endpoint, "POST", "/__emu/faults", spec); },
            .clear_faults = [=] { request(endpoint, "DELETE", "/__emu/faults", ""); },
            .drop_connections = [=] { request(endpoint, "POST", "/__emu/drop-connections", ""); }};
}

/// Everything of our own. The PostgreSQL must check passwords.
struct own_servers {
    virga::testing::embedded_postgres postgres{{.access = {"local all postgres trust", "local all all scram-sha-256"}}};
    virga::testing::local_neon plain{postgres.url()};
    virga::testing::local_neon secure{postgres.url(), {.tls = true}};

    neon_place as_place() {
        virga::postgres_client{postgres.url()}.execute("create role neon_user login superuser password 'p%ss:w/rd@1'");
        return {.url = plain.connection_url("neon_user", "p%ss:w/rd@1", "postgres"),
                .endpoint = plain.ws_url(),
                .secure_endpoint = secure.ws_url(),
                .certificate = secure.certificate_authority().string(),
                .add_fault = [this](const std::string& spec) { plain.add_fault(spec); },
                .clear_faults = [this] { plain.clear_faults(); },
                .drop_connections = [this] { plain.drop_connections(); }};
    }
};
}  // namespace

const neon_place& place() {
    static std::unique_ptr<own_servers> servers;
    static const neon_place one = [] {
        if (not variable("VIRGA_NEON_WS_ENDPOINT").empty()) return elsewhere();
        servers = std::make_unique<own_servers>();
        return servers->as_place();
    }();
    return one;
}

own_schema::own_schema() {
    static int count = 0;
    name_ = "neon_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
    client{}.execute("create schema " + name_);
}

own_schema::~own_schema() {
    try {
        client{}.execute("set client_min_messages to warning; drop schema " + name_ + " cascade");
    } catch (const virga::error&) {  // the server goes at the end anyway
    }
}

bool becomes_true(const std::function<bool()>& condition) {
    for (int i = 0; i != 1000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return false;
}
}  // namespace virga_neon_test
