// virga/testing/detail/neon/credentials.hpp: who a request comes from, out of its headers.
#pragma once

#include <algorithm>    // std::ranges::all_of
#include <chrono>       // std::chrono::system_clock
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view

#include <fmt/core.h>  // fmt::format

#include <virga/testing/detail/neon/json.hpp>     // virga::testing::detail::neon::parse_json
#include <virga/testing/detail/neon/problem.hpp>  // virga::testing::detail::neon::problem
#include <virga/testing/local_neon_options.hpp>   // virga::testing::local_neon_request

namespace virga::testing::detail::neon {

/// A role of PostgreSQL, and where it wants to go.
struct login {
    std::string user = {};
    std::string password = {};
    std::string database = {};  ///< empty: called like the user
    std::string endpoint = {};  ///< the first label of the host, less `-pooler`
};

/// Undoes percent-encoding; what is none stays as it is.
inline std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t at = 0; at != text.size(); ++at) {
        const auto digits = text.substr(at + 1, 2);
        unsigned value = 0;
        if (text[at] == '%' and digits.size() == 2 and
            std::from_chars(digits.data(), digits.data() + 2, value, 16).ptr == digits.data() + 2) {
            decoded += static_cast<char>(value);
            at += 2;
        } else {
            decoded += text[at];
        }
    }
    return decoded;
}

/// Whether a text can be a name in PostgreSQL's protocol: UTF-8 without a zero.
inline bool is_name(std::string_view text) {
    if (text.find('\0') != text.npos) return false;
    std::string quoted;
    quote_json(text, quoted);
    try {
        parse_json(quoted);  // which looks at the encoding
        return true;
    } catch (const json_error&) {
        return false;
    }
}

/// The parts of a connection string, still encoded.
struct connection_parts {
    std::string_view scheme, user, password, host, path;
    bool has_path = false;
};

/// Takes a connection string apart as the URL standard does with a scheme that it does not know.
inline connection_parts split_connection_string(std::string_view text) {
    const auto fail = [](const char* why) { return problem(400, std::string{"invalid connection string: "} + why); };
    const auto is_letter = [](char c) { return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z'); };
    const auto is_digit = [](char c) { return '0' <= c and c <= '9'; };
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);

    connection_parts parts;
    const auto colon = text.find(':');
    parts.scheme = text.substr(0, colon);
    const bool is_scheme = colon != text.npos and not parts.scheme.empty() and is_letter(parts.scheme[0]) and
                           std::ranges::all_of(parts.scheme, [&](char c) {
                               return is_letter(c) or is_digit(c) or c == '+' or c == '-' or c == '.';
                           });
    if (not is_scheme) throw fail("relative URL without a base");
    text.remove_prefix(colon + 1);
    text = text.substr(0, text.find_first_of("?#"));
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        std::string_view authority = text.substr(0, text.find('/'));
        text.remove_prefix(authority.size());
        if (const auto at = authority.rfind('@'); at != authority.npos) {
            const std::string_view before = authority.substr(0, at);
            authority.remove_prefix(at + 1);
            const auto mark = before.find(':');
            parts.user = before.substr(0, mark);
            if (mark != before.npos) parts.password = before.substr(mark + 1);
            if (authority.empty()) throw fail("empty host");
        }
        auto end = authority.find(':');
        if (authority.starts_with('[')) {
            const auto bracket = authority.find(']');
            if (bracket == authority.npos) throw fail("invalid IPv6 address");
            end = authority.find(':', bracket);
        }
        parts.host = authority.substr(0, end);
        if (end != authority.npos) {
            const std::string_view port = authority.substr(end + 1);
            unsigned short number = 0;
            if (parts.host.empty()) throw fail("empty host");
            if (not port.empty() and not reads_as(port, number)) throw fail("invalid port number");
        }
        if (not parts.host.starts_with('[') and parts.host.find_first_of(" <>[\\]^|") != parts.host.npos)
            throw fail("invalid domain character");
    }
    parts.has_path = text.starts_with('/');
    if (parts.has_path) parts.path = text.substr(1);
    return parts;
}

/// What is between the dots of a token: base64 in the alphabet for URLs, as text. Nothing if it is none.
inline std::optional<std::string> base64url_decoded(std::string_view text) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string decoded;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const auto digit = alphabet.find(c);
        if (digit == alphabet.npos) return std::nullopt;
        bits = (bits << 6 | static_cast<unsigned>(digit)) & 0xffff;
        if ((count += 6) < 8) continue;
        count -= 8;
        decoded += static_cast<char>(bits >> count & 0xff);
    }
    return decoded;
}

/// Looks at form and time of a token, not at its signature. Throws a problem when they are wrong.
inline void check_token(std::string_view token) {
    const auto first = token.find('.');
    const auto second = first == token.npos ? first : token.find('.', first + 1);
    json claims;
    try {
        if (second == token.npos or token.find('.', second + 1) != token.npos) throw json_error("not three parts");
        const auto head = base64url_decoded(token.substr(0, first));
        const auto body = base64url_decoded(token.substr(first + 1, second - first - 1));
        if (not head or not body) throw json_error("not base64");
        parse_json(*head);
        claims = parse_json(*body);
    } catch (const json_error&) {
        throw problem(400, "Provided authentication token is not a valid JWT encoding");
    }
    const auto now = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
    const auto time = [&](const char* name) -> std::optional<double> {
        double seconds = 0;
        const json* const claim = claims.find(name);
        if (claim == nullptr or *claim != json::kind::number or not reads_as(claim->text, seconds)) return std::nullopt;
        return seconds;
    };
    constexpr double leeway = 30;
    if (const auto end = time("exp"); end and now >= *end + leeway)
        throw problem(400, fmt::format("JWT token has expired (exp={})", claims.find("exp")->text));
    if (const auto start = time("nbf"); start and now < *start - leeway)
        throw problem(400, fmt::format("JWT token is not yet ready to use (nbf={})", claims.find("nbf")->text));
}

/// Reads the connection string of a request, and its token where `jwt_password` is set. Throws a problem for the
/// first thing that is wrong, in the order in which Neon looks.
inline login login_of(const local_neon_request& request, const std::optional<std::string>& jwt_password) {
    const std::string* const text = request.header("neon-connection-string");
    const auto is_visible = [](char c) { return (' ' <= c and c <= '~') or c == '\t'; };
    if (text == nullptr or not std::ranges::all_of(*text, is_visible))
        throw problem(400, "invalid header: neon-connection-string");
    const auto parts = split_connection_string(*text);
    if (parts.scheme != "postgres" and parts.scheme != "postgresql") throw problem(400, "incorrect scheme");
    if (not parts.has_path) throw problem(400, "missing database name");

    login who;
    who.database = percent_decoded(parts.path.substr(0, parts.path.find('/')));
    who.user = percent_decoded(parts.user);
    who.password = percent_decoded(parts.password);
    if (not is_name(who.database) or not is_name(who.user)) throw problem(400, "invalid username: invalid utf-8 sequence");
    if (who.user.empty()) throw problem(400, "missing username");

    const std::string* const token = request.header("authorization");
    constexpr const char* needs_token =
        "missing authentication credentials: required authorization bearer token in JWT format";
    if (jwt_password) {
        constexpr std::string_view start = "Bearer ";
        if (token == nullptr or not token->starts_with(start)) throw problem(400, needs_token);
        check_token(std::string_view{*token}.substr(start.size()));
        who.password = *jwt_password;
    } else if (token != nullptr or parts.password.empty()) {
        throw problem(400, "missing authentication credentials: required password");
    }
    if (parts.host.empty() or parts.host.starts_with('[')) throw problem(400, "missing hostname");
    who.endpoint = parts.host.substr(0, parts.host.find('.'));
    if (constexpr std::string_view pooled = "-pooler"; who.endpoint.ends_with(pooled))
        who.endpoint.resize(who.endpoint.size() - pooled.size());
    return who;
}
}  // namespace virga::testing::detail::neon
