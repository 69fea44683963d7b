// What the local server of Neon's protocols reads: requests of HTTP, JSON, credentials, values, faults.
#include <sys/socket.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <virga/testing/detail/neon/credentials.hpp>
#include <virga/testing/detail/neon/faults.hpp>
#include <virga/testing/detail/neon/http.hpp>
#include <virga/testing/detail/neon/payload.hpp>
#include <virga/testing/detail/neon/values.hpp>

#include "fuzz.hpp"

using fuzz::bytes;
using fuzz::expect;
namespace neon = virga::testing::detail::neon;

namespace {

/// What is written of a JSON text is read as the same.
void json(std::string_view text) {
    std::string first, second;
    if (fuzz::refuses<neon::json_error>([&] { neon::write_json(neon::parse_json(text), first); })) return;
    neon::write_json(neon::parse_json(first), second);
    expect(first == second, "one text for one JSON");
    fuzz::refuses<neon::json_error>([&] {
        const neon::payload asked = neon::parse_payload(text);
        expect(asked.is_batch or asked.statements.size() == 1, "a statement");
    });
}

void requests(std::string_view text) {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return;
    neon::channel server{ends[0]}, client{ends[1]};
    static_cast<void>(::send(ends[1], text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT));
    ::shutdown(ends[1], SHUT_WR);
    neon::request_reader reader{server};
    for (int count = 0; count != 10; ++count) {
        const auto request = reader.head();
        if (not request) break;
        const auto body = reader.body(1'000);
        expect(not body or body->size() <= 1'000, "a body of the size that is allowed");
        if (not body or not reader.keeps_alive()) break;
    }
}

void credentials(std::string_view text) {
    virga::testing::local_neon_request request;
    const std::size_t line = std::min(text.find('\n'), text.size());
    request.headers = {{"neon-connection-string", std::string{text.substr(0, line)}},
                       {"authorization", "Bearer " + std::string{text.substr(std::min(line + 1, text.size()))}}};
    for (const std::optional<std::string>& jwt : {std::optional<std::string>{}, std::optional<std::string>{"secret"}}) {
        fuzz::refuses<neon::problem>([&] { static_cast<void>(neon::login_of(request, jwt)); });
    }
    fuzz::refuses<neon::problem>([&] { neon::check_token(text); });
}

void values(std::string_view text) {
    for (const unsigned oid : {16U, 23U, 701U, 114U, 25U}) {
        const neon::value_type plain{oid, {}};
        const neon::value_type array{1, std::make_shared<neon::value_type>(plain)};
        for (const neon::value_type& type : {plain, array}) {
            fuzz::refuses<neon::value_error>([&] {
                const std::string made = neon::value_json(text, type);
                if (oid == 114) return;  // which is JSON already, or not
                std::string again;
                if (not fuzz::refuses<neon::json_error>([&] { neon::write_json(neon::parse_json(made), again); }))
                    expect(again == made, "JSON");
            });
        }
    }
}

void faults(std::string_view text) {
    const neon::fault one{text};
    static_cast<void>(one.number("latency"));
    neon::fault_box box;
    box.add(text);
    static_cast<void>(box.take("http"));
}
}  // namespace

void harness(std::string_view input) {
    json(input);
    requests(input);
    credentials(input);
    values(input);
    faults(input);
    fuzz::in_linear_time(input, [](std::string_view text) {
        json(text);
        credentials(text);
        values(text);
        faults(text);
    });
}
