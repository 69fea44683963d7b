// The server of the tests, started on first use, and a schema of its own for each test.
#pragma once

#include <unistd.h>  // getpid

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/client/postgres.hpp>            // virga::postgres_client
#include <virga/query/arguments.hpp>            // virga::arguments
#include <virga/result/result.hpp>              // virga::result
#include <virga/testing/embedded_postgres.hpp>  // virga::testing::embedded_postgres

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

/// The text of one cell, nothing for NULL.
inline std::optional<std::string> text(const virga::result& answer, std::size_t row = 0, std::size_t column = 0) {
    std::vector<virga::cell> cells(answer.columns());
    answer.read(row, cells.data());
    if (cells[column].is_null()) return std::nullopt;
    return std::string{cells[column].view()};
}

/// Parameters from texts, nothing for NULL.
inline virga::arguments arguments(const std::vector<std::optional<std::string>>& values) {
    virga::arguments all;
    for (const auto& value : values) {
        if (value)
            all.add([&](std::string& bytes) { bytes += *value; });
        else
            all.add_null();
    }
    return all;
}

/// The exception of type `Error` that `action` throws; nothing if it throws none, others pass.
template <class Error, class Action>
std::optional<Error> thrown(Action&& action) {
    try {
        action();
    } catch (const Error& problem) {
        return problem;
    }
    return std::nullopt;
}
}  // namespace virga_test
