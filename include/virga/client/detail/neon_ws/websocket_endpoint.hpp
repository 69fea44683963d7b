// virga/client/detail/neon_ws/websocket_endpoint.hpp: where a WebSocket is, taken out of its URL.
#pragma once

#include <algorithm>    // std::ranges::all_of
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/client/error.hpp>  // virga::configuration_error
#include <virga/client/url.hpp>    // virga::connection_url

namespace virga::detail {

/// `wss://host:port/target`.
struct websocket_endpoint {
    bool secure = true;
    std::string host{};       ///< IPv6 addresses in brackets
    std::string port{};       ///< in decimal; empty for the scheme's own
    std::string target{"/"};  ///< path and query

    /// What a request names as its host.
    [[nodiscard]] std::string authority() const { return port.empty() ? host : host + ":" + port; }
    /// The same place as libcurl takes it.
    [[nodiscard]] std::string http_url() const { return fmt::format("{}://{}/", secure ? "https" : "http", authority()); }
};

/// Takes `ws://` and `wss://` URLs. Errors: configuration_error, which does not show the URL.
inline websocket_endpoint parse_websocket_endpoint(std::string_view url) {
    const auto fail = [](const char* problem) {
        return configuration_error(fmt::format(
            "neon_ws_options::endpoint: it {}; write wss://host/v2, or ws://host:port/v2 for a server without TLS", problem));
    };
    for (const char c : url)
        if (static_cast<unsigned char>(c) <= ' ' or static_cast<unsigned char>(c) >= 0x7f)
            throw fail("holds a space, or what is no ASCII");
    websocket_endpoint endpoint;
    endpoint.secure = url.starts_with("wss://");
    if (not endpoint.secure and not url.starts_with("ws://")) throw fail("does not begin with wss:// or ws://");
    url.remove_prefix(endpoint.secure ? 6 : 5);

    // One behind a slash may be of a password that is not encoded, with the user for the host.
    if (url.find('@') != url.npos)
        throw fail("holds an @, but a user and password belong into the connection URL, and another @ is written %40");
    const std::size_t path = url.find_first_of("/?#");
    std::string_view authority = url.substr(0, path);
    if (path != url.npos) {
        const std::string_view target = url.substr(path, url.find('#') - path);
        if (target.starts_with('/')) endpoint.target.clear();
        endpoint.target += target;
    }
    const std::size_t bracket = authority.find(']');
    const std::size_t colon = authority.find(':', bracket == authority.npos ? 0 : bracket);
    endpoint.host = authority.substr(0, colon);
    if (endpoint.host.empty() or endpoint.host.starts_with('[') != (bracket == endpoint.host.size() - 1))
        throw fail("has no host");
    if (colon != authority.npos) {
        endpoint.port = authority.substr(colon + 1);
        if (endpoint.port.empty() or endpoint.port.size() > 5 or
            endpoint.port.find_first_not_of("0123456789") != std::string::npos)
            throw fail("has a port that is no number");
    }
    return endpoint;
}

/// The address that Neon's rule makes of a connection URL: `wss://HOST/v2`, whatever the port.
inline websocket_endpoint neon_endpoint(const connection_url& url) {
    const bool is_host = std::ranges::all_of(url.host, [](char c) {  // in names and addresses
        return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9') or
               std::string_view{"-._:"}.find(c) != std::string_view::npos;
    });
    if (url.host.empty() or not is_host)
        throw configuration_error(
            "connection URL: it names no host that is a name or an address, which the address of the WebSocket is made of; take "
            "the URL that Neon shows, or set neon_ws_options::endpoint");
    return {.secure = true,
            .host = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]",
            .target = "/v2"};
}
}  // namespace virga::detail
