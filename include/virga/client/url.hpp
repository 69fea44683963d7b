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

/// Where parts of a URL stand in its text, not decoded; what the URL does not have is empty. A part that is there more
/// than once stands where the one is that counts.
struct url_places {
    std::string_view host{};     ///< if empty, where a host would stand
    std::string_view port{};     ///< behind the host; of nullptr if there is no colon
    std::string_view options{};  ///< of the parameter
};

// Written by hand rather than with Boost.URL: that is a library to link with, and it follows RFC 3986 where
// libpq does not, as in hosts that are percent-encoded paths and in passwords with reserved characters.
// Each problem is a constant text, so that none can show a part of the URL.
template <class Url>  // so that only who calls it has it compiled
class basic_url_parser {
public:
    /// Fills `url`, and `places` if there is one. Returns nullptr, or what is wrong.
    static const char* parse(std::string_view text, Url& url, url_places* places = nullptr) {
        basic_url_parser parser{text, url};
        parser.whole();
        if (places != nullptr) *places = parser.places_;
        return parser.problem_;
    }

    /// A part that `parse` accepted, decoded.
    static std::string decoded(std::string_view part) {
        Url url;
        std::string value;
        basic_url_parser{part, url}.decode(part, value);
        return value;
    }

    /// How many bytes of such a part the first `count` ones of it decoded take up.
    static std::size_t encoded_size(std::string_view part, std::size_t count) {
        std::size_t size = 0;
        for (; count != 0; --count) size += part[size] == '%' ? 3 : 1;
        return size;
    }

private:
    basic_url_parser(std::string_view text, Url& url) : rest_(text), url_(url) {}

    void whole() {
        if (rest_.empty()) return fail("is empty; write postgresql://user:password@host:port/database");
        for (const char c : rest_)
            if (static_cast<unsigned char>(c) <= ' ' or c == '\x7f')
                return fail_unless_conninfo(
                    "holds a space, line break or control character; percent-encode it, as %20 for a space");
        if (not take("postgresql://") and not take("postgres://"))
            return fail_unless_conninfo("does not begin with postgresql:// or postgres://");

        // As libpq does it: an at sign before the first slash ends user and password, and the first one counts.
        const std::size_t at = rest_.find_first_of("@/");
        const bool has_credentials = at != rest_.npos and rest_[at] == '@';
        check_at_signs(has_credentials ? at : rest_.npos);
        if (problem_ != nullptr) return;
        if (has_credentials) {
            const std::string_view credentials = rest_.substr(0, at);
            const std::size_t colon = credentials.find(':');
            decode(credentials.substr(0, colon), url_.user);
            if (colon != credentials.npos) decode(credentials.substr(colon + 1), url_.password);
            rest_.remove_prefix(at + 1);
        }
        address(take_until("/?"));
        check_hosts();
        if (not has_credentials) check_end(rest_.empty());

        if (take("/")) decode(take_until("?"), url_.database);
        if (take("?")) parameters();

        check_hosts();
        check_port("has a port that is not a number from 1 to 65535");
    }

    // What follows refuses some of what libpq takes: URLs in which a part of a password that is not percent-encoded would be
    // taken for a host, port, database or parameter, looked up as a name and shown in messages.

    /// `at` is the place of the at sign that ends user and password, if there is one.
    void check_at_signs(std::size_t at) {
        const std::size_t last = rest_.rfind('@');
        if (last == rest_.npos) return;
        // A password begins behind a colon. The ones of an IPv6 address do not count.
        const bool may_have_password = rest_.find(':', rest_.starts_with('[') ? rest_.find(']') : 0) < last;
        if (at == rest_.npos) {
            if (may_have_password or rest_.find('?') > last)
                fail("has a slash before the @; percent-encode the slash as %2F if it is one of the user or password, or else "
                     "the @ as %40");
            return;
        }
        if (last != at and (may_have_password or rest_.find_first_of("/?", at) > last))
            return fail("has more than one @; percent-encode as %40 all but the one before the host");
        const std::size_t question = rest_.find('?');
        if (question < at and (rest_.find('=', question) < at or rest_.find(':') > question))
            fail("has a ? before the @; percent-encode the ? as %3F if it is one of the user or password, or else the @ as %40");
    }

    /// Where there is no @, what stands before a port may be a user, and the port may be a password's start.
    void check_end(bool is_end) {
        if (places_.port.data() == nullptr) return;
        check_port("has no @, and a port that is not a number from 1 to 65535; if that is the start of a password, a # may have "
                   "cut the rest off: write %23 for the #, or put the whole URL in quotes where a .env file has it");
        const std::string& host = url_.host;
        const bool may_be_user =
            host.empty() or (host != "localhost" and not host.starts_with('/') and host.find(':') == host.npos and
                             host.find_first_not_of("0123456789.") != host.npos);
        if (is_end and may_be_user)
            fail("has no @ and ends with the port, as a URL does that a # in the password cut off; write %23 for the #, or put the "
                 "whole URL in quotes where a .env file has it; if nothing is missing, write a slash behind the port");
    }

    void address(std::string_view text) {
        std::string_view host = text.substr(0, text.find(':'));
        if (text.starts_with('[')) {
            const std::size_t end = text.find(']');
            if (end == text.npos) return fail("has a [ without a ] in the host");
            host = text.substr(1, end - 1);
            if (host.empty()) return fail("has an empty IPv6 address");
            text.remove_prefix(end + 1);
            if (not text.empty() and text[0] != ':' and text[0] != ',')
                return fail("has text between the ] of the host and the port");
        } else {
            text.remove_prefix(host.size());
        }
        places_.host = host;
        decode(host, url_.host);
        if (text.empty()) return;
        places_.port = text.substr(text[0] == ':');
        decode(places_.port, url_.port);
    }

    void parameters() {
        while (problem_ == nullptr and not rest_.empty()) {
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
            if (not is_plain(c)) return fail("has a parameter whose name holds more than letters, digits and underscores");
        if (after_password_ and not is_known(name))  // libpq would show the name
            return fail("has a parameter behind the password that is not one of libpq's; write %26 for a & of the password, or "
                        "put the parameter before it");
        after_password_ = after_password_ or name == "password";
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

    void check_port(const char* problem) {
        unsigned long number = url_.port.empty() ? 1 : 0;
        for (const char c : url_.port) {
            if (c < '0' or '9' < c or number > 65535) return fail(problem);
            number = number * 10 + static_cast<unsigned long>(c - '0');
        }
        if (number < 1 or number > 65535) fail(problem);
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

    /// The parameters of libpq 18.
    static bool is_known(std::string_view name) {
        static constexpr std::string_view names =
            " application_name channel_binding client_encoding connect_timeout dbname fallback_application_name gssdelegation "
            "gssencmode gsslib host hostaddr keepalives keepalives_count keepalives_idle keepalives_interval krbsrvname "
            "load_balance_hosts max_protocol_version min_protocol_version oauth_client_id oauth_client_secret oauth_issuer "
            "oauth_scope options passfile password port replication require_auth requirepeer requiressl scram_client_key "
            "scram_server_key service servicefile ssl ssl_max_protocol_version ssl_min_protocol_version sslcert sslcertmode "
            "sslcompression sslcrl sslcrldir sslkey sslkeylogfile sslmode sslnegotiation sslpassword sslrootcert sslsni "
            "target_session_attrs tcp_user_timeout user ";
        return names.find(" " + std::string{name} + " ") != names.npos;
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
        if (not rest_.starts_with(prefix)) return false;
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
    Url& url_;
    url_places places_{};
    const char* problem_ = nullptr;
    bool after_password_ = false;
};
using url_parser = basic_url_parser<connection_url>;
}  // namespace detail

/// Takes apart what libpq accepts as a connection URI (PostgreSQL manual, section 34.1.1.2), with one host.
///
/// Errors: configuration_error, which never shows the URL or a part of it.
template <class Url = connection_url>  // so that only who calls it has it compiled
[[nodiscard]] Url parse_connection_url(std::string_view text) {
    Url url;
    if (const char* const problem = detail::basic_url_parser<Url>::parse(text, url); problem != nullptr)
        throw configuration_error("connection URL: it " + std::string{problem});
    return url;
}

/// The connection URL in the environment variable `name`, checked.
///
/// Errors: configuration_error when the variable is unset, empty or malformed. It names the variable and
/// never shows its value.
template <class Url = connection_url>
[[nodiscard]] std::string database_url(const char* name = "DATABASE_URL") {
    const char* const text = std::getenv(name);
    const auto fail = [name](const char* problem) {
        return configuration_error("the environment variable " + std::string{name} + " " + problem);
    };
    if (text == nullptr and std::string_view{name}.find("://") != std::string_view::npos)
        throw configuration_error("database_url: it takes the name of an environment variable, not a URL");
    if (text == nullptr)
        throw fail("is not set; set it to postgresql://user:password@host:port/database, or load_env a file that does");
    Url url;
    if (const char* const problem = detail::basic_url_parser<Url>::parse(text, url); problem != nullptr) throw fail(problem);
    return text;
}
}  // namespace virga
