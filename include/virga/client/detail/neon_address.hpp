// virga/client/detail/neon_address.hpp: from a connection URL to Neon's address and the header that names the database.
#pragma once

#include <algorithm>    // std::ranges::all_of
#include <cstddef>      // std::size_t
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/client/error.hpp>          // virga::configuration_error
#include <virga/client/url.hpp>            // virga::connection_url
#include <virga/text/percent_encoded.hpp>  // virga::detail::percent_encoded

namespace virga::detail {

/// Whether a host is an address rather than a name.
inline bool is_address(std::string_view host) {
    return host.find(':') != host.npos or
           std::ranges::all_of(host, [](char c) { return c == '.' or ('0' <= c and c <= '9'); });
}

/// Whether a host is made of what names and IPv4 addresses are. Another one would be more than a host in the URL of a request.
inline bool is_host_name(std::string_view host) {
    return not host.empty() and std::ranges::all_of(host, [](char c) {
        return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9') or c == '-' or c == '.' or c == '_';
    });
}

/// Whether the URL's `options` sets something for the session. Words that choose an endpoint are Neon's own.
inline bool sets_session(std::string_view options) {
    while (not options.empty()) {
        const std::string_view word = options.substr(0, options.find(' '));
        options.remove_prefix(word.size() == options.size() ? word.size() : word.size() + 1);
        if (not word.empty() and not word.starts_with("neon_") and not word.starts_with("endpoint=") and
            not word.starts_with("project=")) {
            return true;
        }
    }
    return false;
}

/// What is wrong with the URL for SQL over HTTP, as a sentence. None shows the URL.
inline void check_neon_url(const connection_url& url) {
    const auto fail = [](const char* problem) {
        throw configuration_error(fmt::format("neon_http_client: the connection URL {}", problem));
    };
    if (url.host.empty() or url.host.starts_with('/')) fail("names no host; Neon's name of the endpoint begins with it");
    if (url.host.find(':') != std::string::npos) fail("has an IPv6 address for a host, which Neon does not take; write a name");
    if (url.user.empty()) fail("names no user");
    for (const auto& [name, value] : url.parameters) {
        if (name == "options" and sets_session(value)) {
            fail("has settings of the session in `options`, which SQL over HTTP would pass over in silence; write `set local` as "
                 "the first statement of a batch, or `alter role ... set ...` once, or use neon_ws_client");
        }
    }
}

/// The value of the header `Neon-Connection-String`.
inline std::string neon_connection_string(const connection_url& url, bool has_password) {
    std::string text = "postgresql://" + percent_encoded(url.user);
    if (has_password) text += ":" + percent_encoded(url.password);
    text += "@" + percent_encoded(url.host);
    if (not url.port.empty()) text += ":" + url.port;
    text += "/" + percent_encoded(url.database);
    for (const auto& [name, value] : url.parameters) {  // the only one that means something to Neon here
        if (name == "options") text += "?options=" + percent_encoded(value);
    }
    return text;
}

/// Where requests go, by Neon's rule: the host's first label gives way to `api`, or to `apiauth` for who shows a token.
inline std::string neon_endpoint(const connection_url& url, bool has_token) {
    const std::size_t dot = url.host.find('.');
    if (dot == std::string::npos or is_address(url.host) or not is_host_name(url.host)) {
        throw configuration_error(
            "neon_http_client: the host of the connection URL is not a name of Neon's, such as "
            "ep-cool-name-123456.us-east-2.aws.neon.tech; for another server set .endpoint to the whole URL that "
            "takes the requests, http://localhost:4444/sql for example");
    }
    return fmt::format("https://{}{}/sql", has_token ? "apiauth" : "api", url.host.substr(dot));
}

/// Checks an endpoint that the app gives.
inline const std::string& checked_endpoint(const std::string& endpoint) {
    const auto fail = [](const char* problem) {
        throw configuration_error(fmt::format("neon_http_client: .endpoint {}", problem));
    };
    const std::string_view text{endpoint};
    if (not text.starts_with("https://") and not text.starts_with("http://")) {
        fail("is not a whole URL; write https://host/sql, or http://localhost:4444/sql for a server on this machine");
    }
    if (not std::ranges::all_of(text, [](char c) { return '!' <= c and c <= '~'; })) {
        fail("holds a space, control character or letter outside ASCII; percent-encode it");
    }
    const std::string_view rest = text.substr(text.find("://") + 3);
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    if (host.empty()) fail("names no host");
    // One behind a slash may be of a password that is not encoded, with the user for the host.
    if (rest.find('@') != rest.npos)
        fail("holds an @; a user and password belong in the connection URL, and another @ is written %40");
    return endpoint;
}
}  // namespace virga::detail
