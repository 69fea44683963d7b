// Where the tests of neon_ws_client go: a local_neon in front of a PostgreSQL of the program's own, or another server of
// the same protocols and faults, which environment variables name:
//
//   VIRGA_NEON_URL           postgresql://user:password@host/database, of a superuser
//   VIRGA_NEON_WS_ENDPOINT   ws://host:port/v2; faults are set at http://host:port/__emu/
//   VIRGA_NEON_WSS_ENDPOINT  the same server with TLS, as wss://localhost:port/v2; without it those tests are skipped
//   VIRGA_NEON_CERTIFICATE   the file of the certificate to trust
#pragma once

#include <chrono>       // std::chrono::milliseconds
#include <cstddef>      // std::size_t
#include <functional>   // std::function
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/neon_ws.hpp>          // virga::neon_ws_client
#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/result/result.hpp>           // virga::result

#include "../reading.hpp"

namespace virga_neon_test {

using virga_test::arguments;
using virga_test::text;
using virga_test::thrown;

struct neon_place {
    std::string url;
    std::string endpoint;
    std::string secure_endpoint;
    std::string certificate;
    std::function<void(const std::string& spec)> add_fault;
    std::function<void()> clear_faults;
    std::function<void()> drop_connections;
};

/// The server of all tests of this process, started on first use.
const neon_place& place();

/// Percent-encodes what cannot stand in a query.
inline std::string encoded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == ',' or c == '=' or c == ':' or c == ' ')
            (result += '%') += c == ',' ? "2C" : c == '=' ? "3D" : c == ':' ? "3A" : "20";
        else
            result += c;
    }
    return result;
}

/// Options that lead to the place, with a fault for this client's connections alone.
inline virga::neon_ws_options at_place(std::string_view fault = {}) {
    return {.endpoint = place().endpoint + (fault.empty() ? "" : "?fault=" + encoded(fault))};
}

/// A client of the place; `fault` as above.
class client : public virga::neon_ws_client {
public:
    explicit client(std::string_view fault = {}) : neon_ws_client(place().url, at_place(fault)) {}
};

/// A schema of its own, first in the search path of `options()`, gone at the end.
class own_schema {
public:
    own_schema();
    own_schema(const own_schema&) = delete;
    own_schema& operator=(const own_schema&) = delete;
    ~own_schema();

    /// The place's URL, with the schema in its parameter `options`.
    [[nodiscard]] std::string url() const {
        return place().url + (place().url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + name_;
    }

private:
    std::string name_;
};

/// Waits until `condition` holds, 10 s at most. Whether it does.
bool becomes_true(const std::function<bool()>& condition);

/// The time that `action` takes.
template <class Action>
std::chrono::milliseconds time_of(Action&& action) {
    const auto start = std::chrono::steady_clock::now();
    action();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}
}  // namespace virga_neon_test
