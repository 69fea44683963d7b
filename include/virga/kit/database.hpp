// virga/kit/database.hpp: what the kit asks of a connection to a server, whatever carries it.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::int64_t
#include <functional>   // std::function
#include <memory>       // std::unique_ptr
#include <span>         // std::span
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/client/error.hpp>            // virga::query_error
#include <virga/kit/error.hpp>               // virga::kit::kit_error
#include <virga/query/detail/arguments.hpp>  // virga::arguments
#include <virga/result/result.hpp>           // virga::result

namespace virga::kit {

/// What the server refused of that which was to be applied. Nothing was kept.
class statement_failure : public kit_error {
public:
    /// The place of what is known only to be one of the statements, or the commit.
    static constexpr std::size_t unknown = static_cast<std::size_t>(-1);

    statement_failure(std::size_t index, query_error reason)
        : kit_error(reason.what()), index_(index), reason_(std::move(reason)) {}

    /// Its place among the statements, from 0; their number for the record, and one more for the commit; or `unknown`.
    [[nodiscard]] std::size_t index() const { return index_; }
    [[nodiscard]] const query_error& reason() const { return reason_; }

private:
    std::size_t index_;
    query_error reason_;
};

/// What is applied as one transaction: all of it or nothing. Or, outside of any, statement by statement.
struct work {
    std::span<const std::string> statements;  ///< a text can hold several
    std::string record{};       ///< what runs last, whatever the statements have set; empty for nothing
    std::string search_path{};  ///< where the statements find names; empty for where the connection does
    bool outside = false;       ///< outside of a transaction: what was done before a failure stays
    /// Is told, by the thread that runs the work, what comes next: its place, as `statement_failure::index` has it, `unknown`
    /// for what comes before the first statement; and the process of the server that runs it, empty where that is not known.
    std::function<void(std::size_t index, const std::string& process)> begins{};
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

    /// Runs all of it, in a session as new (`as_in_a_new_session`): nothing reaches the statements that others have left there, nor
    /// does what they set reach the record (`after_a_file`).
    ///
    /// Where `condition`, an expression of SQL, holds once the lock of files is taken, nothing is run, and the answer is false.
    /// Errors: statement_failure; kit_error when a statement ended the transaction by itself.
    virtual bool apply_unless(std::string_view condition, const work& all) = 0;

    /// The same for statements alone, in any case.
    void apply(std::span<const std::string> statements) { apply_unless("false", {.statements = statements}); }

    /// Takes the lock of migrators until `unlock` or the end of the connection; false when another has it, or applies a file. A
    /// connection that is known to be lost is made anew.
    virtual bool try_lock(std::int64_t key) = 0;
    virtual void unlock(std::int64_t key) = 0;

    /// Another connection to the same database, for a thread that watches this one at work. Null where there is none to be had,
    /// as by default. It may be called while another thread uses this connection.
    [[nodiscard]] virtual std::unique_ptr<database> beside() const { return nullptr; }
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
}  // namespace virga::kit
