// Connection URLs, held against libpq; the addresses that are made of them; percent-encoding.
#include <string>
#include <string_view>

#include <virga/client/detail/neon_address.hpp>
#include <virga/client/detail/neon_ws/websocket_endpoint.hpp>
#include <virga/client/neon_pooler.hpp>
#include <virga/client/url.hpp>
#include <virga/text/percent_encoded.hpp>

#include "../url_libpq.hpp"
#include "fuzz.hpp"

using fuzz::bytes;
using fuzz::expect;
using virga::configuration_error;
using virga::connection_url;
using virga::parse_connection_url;

namespace {

/// The same as libpq's form key=value.
std::string conninfo(const connection_url& url) {
    std::string text;
    const auto add = [&text](std::string_view name, std::string_view value) {
        (text += name) += "='";
        for (const char c : value) text += c == '\'' or c == '\\' ? std::string{'\\', c} : std::string{c};
        text += "' ";
    };
    add("host", url.host);
    add("port", url.port);
    add("user", url.user);
    add("password", url.password);
    add("dbname", url.database);
    for (const auto& [name, value] : url.parameters) add(name, value);
    return text;
}

std::string replaced(std::string_view text, std::string_view with) {
    std::string all;
    for (const char c : text) all += c == '\x01' ? std::string{with} : std::string{c};
    return all;
}

void as_libpq(const std::string& text) {
    if (text.find('\0') != text.npos) return;
    const auto theirs = virga_test::read_by_libpq(text);
    connection_url url;
    std::string problem;
    try {
        url = parse_connection_url(text);
    } catch (const configuration_error& refusal) {
        problem = refusal.what();
    }
    if (not problem.empty()) {
        if (text.starts_with("postgres") and not virga_test::is_stricter(problem)) expect(not theirs, "a URL that libpq refuses");
        return;
    }
    const auto ours = virga_test::read_by_libpq(conninfo(url));
    expect(ours.has_value() == theirs.has_value(), "a URL that libpq takes");
    if (ours) expect(*ours == *theirs, "what libpq reads");
}

/// A refusal is the same whatever a part of the URL says, so that it can show nothing of it.
void as_secret(std::string_view text) {
    const auto problem = [](const std::string& url) -> std::string {
        try {
            static_cast<void>(parse_connection_url(url));
        } catch (const configuration_error& refusal) {
            return refusal.what();
        }
        return {};
    };
    const std::string said = problem(replaced(text, "Zq8Kw"));
    for (const char* part : {"Zq8", "q8K", "8Kw"}) expect(said.find(part) == said.npos, "a refusal without parts of the URL");
}

/// A password that is not percent-encoded is read as one, or refused: nothing of it becomes a host, which is looked up and shown.
void unencoded(std::string_view password) {
    fuzz::refuses<configuration_error>([&] {
        const connection_url url = parse_connection_url("postgresql://user:" + std::string{password} + "@host/database");
        expect(url.user == "user" and url.host == "host" and url.database == "database" and url.port.empty() and
                   url.parameters.empty(),
               "nothing but a password");
    });
}

void addresses(const std::string& text) {
    fuzz::refuses<configuration_error>([&] { static_cast<void>(virga::detail::parse_websocket_endpoint(text)); });
    fuzz::refuses<configuration_error>([&] { static_cast<void>(virga::detail::checked_endpoint(text)); });
    fuzz::refuses<configuration_error>([&] {
        const connection_url url = parse_connection_url(text);
        fuzz::refuses<configuration_error>([&] { static_cast<void>(virga::detail::neon_endpoint(url)); });
        fuzz::refuses<configuration_error>([&] { static_cast<void>(virga::detail::neon_endpoint(url, true)); });
        fuzz::refuses<configuration_error>([&] { virga::detail::check_neon_url(url); });
        const connection_url direct = parse_connection_url(virga::without_pooler(text));
        expect(direct.user == url.user and direct.password == url.password and direct.port == url.port and
                   direct.database == url.database,
               "a way past the pooler to the same database");
        expect(virga::without_pooler(virga::without_pooler(text)) == virga::without_pooler(text), "one way past the pooler");
        expect(direct.host == url.host or not virga::is_neon_pooler(direct.host), "a way past the pooler");
    });
}

/// Any texts that are percent-encoded are read as they were.
void encoded(bytes from) {
    const auto part = [&from] {
        std::string text{from.text(20)};
        std::erase(text, '\0');
        return text;
    };
    connection_url url{.user = part(), .password = part(), .host = part(), .port = {}, .database = part(), .parameters = {}};
    if (url.host.find(',') != std::string::npos) return;
    using virga::detail::percent_encoded;
    const connection_url read =
        parse_connection_url("postgresql://" + percent_encoded(url.user) + ":" + percent_encoded(url.password) + "@" +
                             percent_encoded(url.host) + "/" + percent_encoded(url.database));
    expect(read.user == url.user and read.password == url.password and read.host == url.host and read.database == url.database,
           "the parts that were encoded");
}
}  // namespace

void harness(std::string_view input) {
    const std::string text = replaced(input, "secret");
    as_libpq(text);
    as_secret(input);
    unencoded(text);
    addresses(text);
    encoded(bytes{input});
    fuzz::in_linear_time(input, [](std::string_view url) {
        fuzz::refuses<configuration_error>([&] { static_cast<void>(virga::without_pooler(url)); });
    });
}
