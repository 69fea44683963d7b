// A database of its own with the tables of tables.hpp, and plain libpq, which tells the types of parameters.
#pragma once

#include <libpq-fe.h>  // PGconn

#include <unistd.h>  // getpid

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint32_t
#include <functional>   // std::less
#include <map>          // std::map
#include <memory>       // std::unique_ptr
#include <optional>     // std::optional
#include <stdexcept>    // std::runtime_error
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include "../tables_sql.hpp"
#include "server.hpp"

namespace virga_test {

/// A database with the tables of the tests, gone at the end.
class own_database {
public:
    own_database() : name_("tables_" + std::to_string(::getpid()) + "_" + std::to_string(next())) {
        virga::postgres_client{server().url()}.execute("create database " + name_);
        virga::postgres_client{url()}.execute(tables::create_tables);
    }
    own_database(const own_database&) = delete;
    own_database& operator=(const own_database&) = delete;
    ~own_database() {
        try {
            virga::postgres_client{server().url()}.execute("drop database " + name_ + " with (force)");
        } catch (const virga::error&) {  // the server goes at the end anyway
        }
    }

    [[nodiscard]] std::string url() const { return server().url(name_); }

private:
    static int next() {
        static int count = 0;
        return ++count;
    }
    std::string name_;
};

struct libpq_deleter {
    void operator()(PGconn* connection) const { PQfinish(connection); }
    void operator()(PGresult* answer) const { PQclear(answer); }
};
using libpq_result = std::unique_ptr<PGresult, libpq_deleter>;

/// libpq's own connection. `failure()` says what went wrong with the last command; empty for nothing.
class libpq {
public:
    explicit libpq(const std::string& url) : connection_(PQconnectdb(url.c_str())) {
        if (PQstatus(connection_.get()) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_.get()));
        run("set timezone to 'UTC'; set client_min_messages to warning");
    }

    libpq_result run(const std::string& sql) { return checked(PQexec(connection_.get(), sql.c_str())); }
    libpq_result run(const std::string& sql, const virga::arguments& values) {
        std::vector<const char*> texts;
        for (std::size_t i = 0; i != values.size(); ++i) texts.push_back(values.data(i));
        return checked(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(texts.size()), nullptr, texts.data(), nullptr,
                                    nullptr, 0));
    }
    /// A statement of one parameter, which goes and comes as text or in binary.
    libpq_result run_in(const std::string& sql, const std::string& value, bool is_binary) {
        const char* const data = value.data();
        const int size = static_cast<int>(value.size());
        const int format = is_binary ? 1 : 0;
        return checked(PQexecParams(connection_.get(), sql.c_str(), 1, nullptr, &data, &size, &format, format));
    }
    /// A text as a constant of SQL.
    std::string literal(const std::string& text) {
        const std::unique_ptr<char, decltype(&PQfreemem)> quoted{
            PQescapeLiteral(connection_.get(), text.data(), text.size()), &PQfreemem};
        return quoted.get();
    }
    /// What the server says of the parameters and columns of a statement.
    libpq_result describe(const std::string& sql) {
        libpq_result prepared = checked(PQprepare(connection_.get(), "", sql.c_str(), 0, nullptr));
        if (not failure_.empty()) return prepared;
        return checked(PQdescribePrepared(connection_.get(), ""));
    }
    /// The OID of the type that SQL spells so.
    std::uint32_t type_named(std::string_view name) {
        const auto known = types_.find(name);
        if (known != types_.end()) return known->second;
        virga::arguments values;
        values.add([&name](std::string& text) { text += name; });
        const libpq_result answer = run("select $1::text::regtype::oid", values);
        if (not failure_.empty()) return 0;
        return types_[std::string(name)] = static_cast<std::uint32_t>(std::stoul(PQgetvalue(answer.get(), 0, 0)));
    }
    /// The only value of an answer, nothing for NULL.
    std::optional<std::string> value(const std::string& sql) {
        const libpq_result answer = run(sql);
        if (not failure_.empty()) throw std::runtime_error(failure_);
        if (PQgetisnull(answer.get(), 0, 0) != 0) return std::nullopt;
        return PQgetvalue(answer.get(), 0, 0);
    }

    [[nodiscard]] const std::string& failure() const { return failure_; }
    [[nodiscard]] const std::string& sqlstate() const { return sqlstate_; }

private:
    libpq_result checked(PGresult* answer) {
        libpq_result owned{answer};
        const auto status = PQresultStatus(answer);
        failure_ = status == PGRES_COMMAND_OK or status == PGRES_TUPLES_OK or status == PGRES_EMPTY_QUERY
                       ? std::string{}
                       : std::string{PQresultErrorMessage(answer)};
        const char* const state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
        sqlstate_ = state == nullptr ? "" : state;
        return owned;
    }

    std::unique_ptr<PGconn, libpq_deleter> connection_;
    std::string failure_;
    std::string sqlstate_;
    std::map<std::string, std::uint32_t, std::less<>> types_;
};
}  // namespace virga_test
