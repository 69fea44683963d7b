// virga/client/url.hpp: the connection URL, and where it comes from.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdlib>      // std::getenv
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::pair
#include <vector>       // std::vector

#include <virga/client/error.hpp>  // virga::configuration_error

namespace virga {

/// A connection URL taken apart and decoded: `postgresql://user:password@host:port/database?name=value`.
/// What the URL does not say is empty, and left to the client library's defaults.
struct connection_url {
    std::string user{};
    std::string password{};
    std::string host{};  ///< a name, an address without brackets, or the directory of a Unix socket
    std::string port{};  ///< 1 to 65535 in decimal
    std::string database{};
    std::vector<std::pair<std::string, std::string>> parameters{};  ///< the other ones, in their order
};

namespace detail {

/// Where parts of a URL stand in its text, not decoded; what the URL does not have is empty. Of a part that is there more
/// than once, it is the one that counts.
struct url_places {
    std::string_view host{};  ///< if empty, where a host would stand
    std::string_view options{};
};

// Written by hand rather than with Boost.URL: that is a library to link with, and it follows RFC 3986 where
// libpq does not, as in hosts that are percent-encoded paths and in passwords with reserved characters.
// Each problem is a constant text, so that none can show a part of the URL.
class url_parser {
public:
    /// Fills `url`, and `places` if there is one. Returns nullptr, or what is wrong.
    static const char* parse(std::string_view text, connection_url& url, url_places* places = nullptr) {
        url_parser parser{text, url};
        parser.whole();
        if (places != nullptr) *places = parser.places_;
        return parser.problem_;
    }

    /// A part that `parse` accepted, decoded.
    static std::string decoded(std::string_view part) {
        connection_url url;
        std::string value;
        url_parser{part, url}.decode(part, value);
        return value;
    }

    /// How many bytes of such a part the first `count` ones of it decoded take up.
    static std::size_t encoded_size(std::string_view part, std::size_t count) {
        std::size_t size = 0;
        for (; count != 0; --count) size += part[size] == '%' ? 3 : 1;
        return size;
    }

private:
    url_parser(std::string_view text, connection_url& url) : rest_(text), url_(url) {}

    void whole() {
        if (rest_.empty()) return fail("is empty; write postgresql://user:password@host:port/database");
        for (const char c : rest_)
            if (static_cast<unsigned char>(c) <= ' ' or c == '\x7f')
                return fail_unless_conninfo(
                    "holds a space, line break or control character; percent-encode it, as %20 for a space");
        if (!take("postgresql://") and !take("postgres://"))
            return fail_unless_conninfo("does not begin with postgresql:// or postgres://");

        // As libpq does it: an at sign before the first slash ends user and password, and the first one counts.
        const std::size_t at = rest_.find_first_of("@/");
        const bool has_credentials = at != rest_.npos and rest_[at] == '@';
        if (has_credentials) {
            const std::string_view credentials = rest_.substr(0, at);
            const std::size_t colon = credentials.find(':');
            decode(credentials.substr(0, colon), url_.user);
            if (colon != credentials.npos) decode(credentials.substr(colon + 1), url_.password);
            rest_.remove_prefix(at + 1);
        }
        const std::string_view authority = take_until("/?");
        if (authority.find('@') != authority.npos)
            return fail("has more than one @ before the host; percent-encode the one in the user or password as %40");
        address(authority);
        check_hosts();

        if (take("/")) {
            const std::string_view name = take_until("?");
            // Otherwise a part of the password would be the database's name, and shown.
            if (!has_credentials and name.find('@') != name.npos)
                return fail("has a slash before the @; percent-encode the one in the user or password as %2F");
            decode(name, url_.database);
        }
        if (take("?")) parameters();

        check_hosts();
        check_port();
    }

    void address(std::string_view text) {
        std::string_view host = text.substr(0, text.find(':'));
        if (text.starts_with('[')) {
            const std::size_t end = text.find(']');
            if (end == text.npos) return fail("has a [ without a ] in the host");
            host = text.substr(1, end - 1);
            if (host.empty()) return fail("has an empty IPv6 address");
            text.remove_prefix(end + 1);
            if (!text.empty() and text[0] != ':' and text[0] != ',')
                return fail("has text between the ] of the host and the port");
        } else {
            text.remove_prefix(host.size());
        }
        places_.host = host;
        decode(host, url_.host);
        if (!text.empty()) decode(text.substr(text[0] == ':'), url_.port);
    }

    void parameters() {
        while (problem_ == nullptr and !rest_.empty()) {
            const std::string_view item = take_until("&");
            take("&");
            const std::size_t equals = item.find('=');
            if (equals == item.npos) return fail("has a parameter without an equals sign after the question mark");
            if (item.find('=', equals + 1) != item.npos)
                return fail("has two equals signs in one parameter; percent-encode the second one as %3D");
            std::string name, value;
            decode(item.substr(0, equals), name);
            decode(item.substr(equals + 1), value);
            if (name == "host") places_.host = item.substr(equals + 1);
            if (name == "options") places_.options = item.substr(equals + 1);
            parameter(std::move(name), std::move(value));
        }
    }

    void parameter(std::string name, std::string value) {
        if (name.empty()) return fail("has a parameter without a name");
        for (const char c : name)  // no parameter of libpq has others, and they could pretend to be several
            if (!is_plain(c)) return fail("has a parameter whose name holds more than letters, digits and underscores");
        if (name == "user")
            url_.user = std::move(value);
        else if (name == "password")
            url_.password = std::move(value);
        else if (name == "host")
            url_.host = std::move(value);
        else if (name == "port")
            url_.port = std::move(value);
        else if (name == "dbname")
            url_.database = std::move(value);
        else if (name == "ssl" and value == "true")
            url_.parameters.emplace_back("sslmode", "require");  // JDBC's, as libpq
        else
            url_.parameters.emplace_back(std::move(name), std::move(value));
    }

    void check_hosts() {
        if (url_.host.find(',') != std::string::npos or url_.port.find(',') != std::string::npos)
            fail("names several hosts; virga connects to one");
    }

    void check_port() {
        unsigned long number = url_.port.empty() ? 1 : 0;
        for (const char c : url_.port) {
            if (c < '0' or '9' < c or number > 65535) return fail("has a port that is not a number from 1 to 65535");
            number = number * 10 + static_cast<unsigned long>(c - '0');
        }
        if (number < 1 or number > 65535) fail("has a port that is not a number from 1 to 65535");
    }

    void decode(std::string_view text, std::string& value) {
        value.clear();
        for (std::size_t i = 0; i != text.size(); ++i) {
            if (text[i] != '%') {
                value += text[i];
                continue;
            }
            const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? digit(text[i + 2]) : -1;
            if (high < 0 or low < 0)
                return fail("has a % that is not followed by two hexadecimal digits; write %25 for a percent sign");
            if (high == 0 and low == 0) return fail("has a %00, which no part of it can hold");
            value += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }

    static bool is_plain(char c) {
        return ('a' <= c and c <= 'z') or ('A' <= c and c <= 'Z') or ('0' <= c and c <= '9') or c == '_';
    }
    static int digit(char c) {
        if ('0' <= c and c <= '9') return c - '0';
        if ('a' <= c and c <= 'f') return c - 'a' + 10;
        if ('A' <= c and c <= 'F') return c - 'A' + 10;
        return -1;
    }

    bool take(std::string_view prefix) {
        if (!rest_.starts_with(prefix)) return false;
        rest_.remove_prefix(prefix.size());
        return true;
    }
    std::string_view take_until(std::string_view ends) {
        const std::string_view part = rest_.substr(0, rest_.find_first_of(ends));
        rest_.remove_prefix(part.size());
        return part;
    }
    void fail(const char* problem) {
        if (problem_ == nullptr) problem_ = problem;
    }
    void fail_unless_conninfo(const char* problem) {
        const std::size_t equals = rest_.find('=');
        const bool conninfo = equals != rest_.npos and rest_.substr(0, equals).find("://") == rest_.npos;
        fail(conninfo ? "is libpq's form key=value; write it as a URL: postgresql://user:password@host:port/database"
                      : problem);
    }

    std::string_view rest_;
    connection_url& url_;
    url_places places_{};
    const char* problem_ = nullptr;
};
}  // namespace detail

/// Takes apart what libpq accepts as a connection URI (PostgreSQL manual, section 34.1.1.2), with one host.
///
/// Errors: configuration_error, which never shows the URL or a part of it.
[[nodiscard]] inline connection_url parse_connection_url(std::string_view text) {
    connection_url url;
    if (const char* const problem = detail::url_parser::parse(text, url); problem != nullptr)
        throw configuration_error("connection URL: it " + std::string{problem});
    return url;
}

/// The connection URL in the environment variable `name`, checked.
///
/// Errors: configuration_error when the variable is unset, empty or malformed. It names the variable and
/// never shows its value.
[[nodiscard]] inline std::string database_url(const char* name = "DATABASE_URL") {
    const char* const text = std::getenv(name);
    const auto fail = [name](const char* problem) {
        return configuration_error("the environment variable " + std::string{name} + " " + problem);
    };
    if (text == nullptr)
        throw fail("is not set; set it to postgresql://user:password@host:port/database, or load_env a file that does");
    connection_url url;
    if (const char* const problem = detail::url_parser::parse(text, url); problem != nullptr) throw fail(problem);
    return text;
}
}  // namespace virga
