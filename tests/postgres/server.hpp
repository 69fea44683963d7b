// The server of the tests, started on first use, and a schema of its own for each test.
#pragma once

#include <unistd.h>  // getpid

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/client/postgres.hpp>            // virga::postgres_client
#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres

#include "../reading.hpp"

namespace virga_test {

/// The server that all tests of this process share.
inline virga::testing::embedded_postgres& server() {
    static virga::testing::embedded_postgres one;
    return one;
}

/// `url` with one more parameter; `value` must be percent-encoded.
inline std::string with_parameter(std::string url, std::string_view name, std::string_view value) {
    ((url += url.find('?') == std::string::npos ? '?' : '&') += name) += '=';
    return url += value;
}

/// A schema of its own, gone at the end. Clients of its URL find and create tables there.
class own_schema {
public:
    own_schema() : name_("test_" + std::to_string(::getpid()) + "_" + std::to_string(next())) {
        virga::postgres_client{server().url()}.execute("create schema " + name_);
    }
    own_schema(const own_schema&) = delete;
    own_schema& operator=(const own_schema&) = delete;
    ~own_schema() {
        try {
            virga::postgres_client db{server().url()};
            db.execute("set client_min_messages to warning; drop schema " + name_ + " cascade");
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] std::string url() const {
        return with_parameter(server().url(), "options", "-csearch_path%3D" + name_);
    }

private:
    static int next() {
        static int count = 0;
        return ++count;
    }
    std::string name_;
};
}  // namespace virga_test
