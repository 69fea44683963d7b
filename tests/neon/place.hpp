// Where the tests find Neon's protocols: a server of our own, or the one that the environment names.
#pragma once

#include <unistd.h>  // getpid

#include <chrono>       // std::chrono::seconds
#include <cstddef>      // std::size_t
#include <cstdlib>      // std::getenv
#include <memory>       // std::shared_ptr
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/client/neon_http.hpp>  // virga::neon_http_client
#include <virga/client/url.hpp>        // virga::parse_connection_url

namespace virga_test {

/// A connection URL, and the address that takes requests.
struct neon_place {
    std::string url;
    std::string endpoint;
};

/// A server of our own, in place.cpp.
neon_place local_place();

/// The place of all tests. VIRGA_NEON_URL and VIRGA_NEON_ENDPOINT name another server, for example a proxy of Neon's: its
/// role has to be a superuser, and faults work only on one that has them.
inline const neon_place& neon() {
    static const neon_place place = [] {
        const char* const url = std::getenv("VIRGA_NEON_URL");
        const char* const endpoint = std::getenv("VIRGA_NEON_ENDPOINT");
        if (url != nullptr and endpoint != nullptr) return neon_place{url, endpoint};
        return local_place();
    }();
    return place;
}

/// The same with TLS, and the file of certificates to trust.
struct secure_place {
    std::string endpoint;
    std::string certificate_authority;
};
secure_place local_secure_place();

/// VIRGA_NEON_TLS_ENDPOINT and VIRGA_NEON_TLS_CA name another one.
inline std::optional<secure_place> secure_neon() {
    const char* const endpoint = std::getenv("VIRGA_NEON_TLS_ENDPOINT");
    const char* const file = std::getenv("VIRGA_NEON_TLS_CA");
    if (endpoint != nullptr and file != nullptr) return secure_place{endpoint, file};
    if (std::getenv("VIRGA_NEON_ENDPOINT") != nullptr) return std::nullopt;
    return local_secure_place();
}

/// The address that takes tokens; VIRGA_NEON_TOKEN_ENDPOINT names another one, empty for none.
std::string local_token_endpoint();
inline std::string token_endpoint() {
    if (const char* const endpoint = std::getenv("VIRGA_NEON_TOKEN_ENDPOINT"); endpoint != nullptr) return endpoint;
    return std::getenv("VIRGA_NEON_ENDPOINT") != nullptr ? std::string{} : local_token_endpoint();
}

/// The address at which every request meets a fault, in the words of the local servers: `latency=200,status=503`.
inline std::string faulty(std::string_view fault) {
    return neon().endpoint + "?fault=" + virga::detail::percent_encoded(fault);
}

/// Adds a fault for requests to come, to whatever address; `on=http,times=2`, say. It takes local_neon or a server with the same
/// words for them at `/__emu/faults`.
void add_fault(const std::string& spec);
void clear_faults();

/// A fault for every request over HTTP as long as it lives.
class standing_fault {
public:
    explicit standing_fault(const std::string& spec) { add_fault(spec + ",on=http"); }
    standing_fault(const standing_fault&) = delete;
    standing_fault& operator=(const standing_fault&) = delete;
    ~standing_fault() { clear_faults(); }
};

/// The connection URL of another database or role on the same server.
inline std::string url_of(std::string_view database, std::string_view user = {}, std::string_view password = {}) {
    virga::connection_url url = virga::parse_connection_url(neon().url);
    if (not user.empty()) url.user = user, url.password = password;
    if (not database.empty()) url.database = database;
    return virga::detail::neon_connection_string(url, true);
}

/// Options for the place of the tests.
inline virga::neon_http_options at(std::string endpoint = neon().endpoint) {
    virga::neon_http_options options;
    options.endpoint = std::move(endpoint);
    options.timeout = std::chrono::seconds{20};
    return options;
}
inline virga::neon_http_options at(std::string endpoint, std::shared_ptr<virga::http_transport> transport) {
    virga::neon_http_options options = at(std::move(endpoint));
    options.transport = std::move(transport);
    return options;
}
/// The same without retries.
inline virga::neon_http_options once(virga::neon_http_options options) {
    options.retries.attempts = 1;
    return options;
}

/// A name that no other test, and no other run, has.
inline std::string fresh(const std::string& name) {
    static int count = 0;
    return name + "_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

/// A table with a row for each time that a statement ran; gone at the end.
class counter {
public:
    counter() : name_(fresh("ran")), db_(neon().url, at()) {
        db_.execute("create table " + name_ + " (at timestamptz default now())");
    }
    counter(const counter&) = delete;
    counter& operator=(const counter&) = delete;
    ~counter() {
        try {
            db_.execute("drop table " + name_);
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }
    /// The statement to count.
    [[nodiscard]] std::string count_one() const { return "insert into " + name_ + " default values"; }
    [[nodiscard]] std::string count_slowly() const { return "insert into " + name_ + " select now() from pg_sleep(5)"; }
    /// How often it has run.
    [[nodiscard]] std::size_t times() const {
        const virga::result answer = db_.execute("select at from " + name_);
        return answer.rows();
    }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_;
    virga::neon_http_client db_;
};

/// A database of its own, gone at the end.
class neon_database {
public:
    neon_database() : name_(fresh("tables")) { virga::neon_http_client{neon().url, at()}.execute("create database " + name_); }
    neon_database(const neon_database&) = delete;
    neon_database& operator=(const neon_database&) = delete;
    ~neon_database() {
        try {
            virga::neon_http_client{neon().url, at()}.execute("drop database " + name_ + " with (force)");
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }
    [[nodiscard]] std::string url() const { return url_of(name_); }
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    std::string name_;
};
}  // namespace virga_test
