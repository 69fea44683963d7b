// virga/kit/database.hpp: what the kit asks of a connection to a server, whatever carries it.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <span>         // std::span
#include <string>       // std::string, std::to_string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/error.hpp>     // virga::query_error
#include <virga/kit/error.hpp>        // virga::kit::kit_error
#include <virga/query/arguments.hpp>  // virga::arguments
#include <virga/result/result.hpp>    // virga::result

namespace virga::kit {

/// A statement of a batch that the server refused. Nothing of the batch was kept.
class statement_failure : public kit_error {
public:
    /// The place of a statement of which it is known only that it is one of the batch, or the commit.
    static constexpr std::size_t unknown = static_cast<std::size_t>(-1);

    statement_failure(std::size_t index, query_error reason) : kit_error(reason.what()), index_(index), reason_(std::move(reason)) {}

    /// Its place in the batch, from 0; the size of the batch when the commit was refused; or `unknown`.
    [[nodiscard]] std::size_t index() const { return index_; }
    [[nodiscard]] const query_error& reason() const { return reason_; }

private:
    std::size_t index_;
    query_error reason_;
};

/// A connection as the kit uses it. Over TCP it is `postgres_database`; over HTTP each call is one request.
///
/// All functions throw virga::connection_error when the server cannot be reached.
class database {
public:
    database() = default;
    database(const database&) = delete;
    database& operator=(const database&) = delete;
    virtual ~database() = default;

    /// Runs one statement. Errors: virga::query_error.
    virtual result query(std::string_view sql, const arguments& values) = 0;

    /// Runs the statements as one transaction: all of them or none. A text can hold several statements.
    /// Errors: statement_failure; kit_error when a statement ended the transaction by itself.
    virtual void apply(std::span<const std::string> statements) = 0;

    /// The same, unless `condition`, an expression of SQL, holds by then; false if it does, and nothing was run. Where a lock is
    /// not kept from one call to the next, this is where it is taken.
    virtual bool apply_unless(std::string_view condition, std::span<const std::string> statements) {
        static_cast<void>(condition);  // it held not when the lock was taken, and nobody else works since
        apply(statements);
        return true;
    }

    /// Takes the advisory lock `key` until `unlock` or the end of the connection; false when another has it.
    virtual bool try_lock(std::int64_t key);
    virtual void unlock(std::int64_t key);
};

/// Values for a query, all as text.
template <class... Texts>
[[nodiscard]] arguments texts(const Texts&... values) {
    arguments list;
    (list.add([&values](std::string& to) { to += values; }), ...);
    return list;
}

/// The rows of an answer as texts; NULL is the empty text.
[[nodiscard]] inline std::vector<std::vector<std::string>> rows_of(const result& answer) {
    std::vector<std::vector<std::string>> rows(answer.rows(), std::vector<std::string>(answer.columns()));
    std::vector<cell> cells(answer.columns());
    for (std::size_t row = 0; row != rows.size(); ++row) {
        answer.read(row, cells.data());
        for (std::size_t column = 0; column != cells.size(); ++column) rows[row][column] = cells[column].view();
    }
    return rows;
}

inline bool database::try_lock(std::int64_t key) {
    return rows_of(query("select pg_try_advisory_lock($1::bigint)", texts(std::to_string(key)))).at(0).at(0) == "t";
}
inline void database::unlock(std::int64_t key) {
    query("select pg_advisory_unlock($1::bigint)", texts(std::to_string(key)));
}
}  // namespace virga::kit
