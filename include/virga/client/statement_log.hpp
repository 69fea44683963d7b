// virga/client/statement_log.hpp: a line for each statement. It needs fmt.
#pragma once

#include <chrono>       // std::chrono::nanoseconds
#include <cstddef>      // std::size_t
#include <cstdio>       // std::fwrite, stderr
#include <exception>    // std::exception
#include <functional>   // std::function
#include <iterator>     // std::back_inserter
#include <mutex>        // std::mutex
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <fmt/format.h>  // fmt::format_to

#include <virga/client/observer.hpp>  // virga::observer
#include <virga/text/printable.hpp>   // virga::detail::printable

namespace virga {

/// What a `statement_log` writes, and where.
struct statement_log_options {
    std::chrono::nanoseconds at_least{};  ///< of statements that took less nothing is written, unless they failed
    /// Whether the values of parameters are written, too. They may be secrets, or of persons.
    bool values = false;
    /// Takes a line, without its end; called by one thread at a time. What it throws is lost. Empty for standard error.
    std::function<void(std::string_view line)> write{};
};

/// Writes a line for each statement, on which control characters stand as `\x1B`:
///
///     postgres_client statement 1.204 ms, 3 rows: select "post"."id" from "post" where "post"."slug" = $1
///     postgres_client commit 0.310 ms: show transaction_isolation; commit
///     postgres_client statement 0.250 ms, failed: relation "pots" does not exist (SQLSTATE 42P01); in the statement: select 1 from
///     pots
class statement_log final : public observer {
public:
    explicit statement_log(statement_log_options options = {}) : options_(std::move(options)) {}

    [[nodiscard]] bool wants_values() const noexcept override { return options_.values; }

    void ended(const observed_statement& statement, const observed_outcome& outcome) noexcept override {
        if (outcome.took < options_.at_least and outcome.failed == nullptr) return;
        try {
            const std::string line = virga::detail::printable(line_of(statement, outcome));
            const std::lock_guard lock{mutex_};
            if (options_.write) options_.write(line);
            else (void)std::fwrite((line + "\n").data(), 1, line.size() + 1, stderr);
        } catch (const std::exception&) {  // an observer has nobody to complain to
        }
    }

private:
    static std::string line_of(const observed_statement& statement, const observed_outcome& outcome) {
        std::string line;
        const auto to = std::back_inserter(line);
        fmt::format_to(to, "{} {} {:.3f} ms", statement.place->client, word_for(statement.kind),
                       std::chrono::duration<double, std::milli>(outcome.took).count());
        if (outcome.failed != nullptr) fmt::format_to(to, ", failed: {}", outcome.failed->what());
        else if (outcome.rows != 0) fmt::format_to(to, ", {} {}", outcome.rows, outcome.rows == 1 ? "row" : "rows");
        else if (outcome.affected != 0) fmt::format_to(to, ", {} affected", outcome.affected);
        if (outcome.failed == nullptr and not statement.text.empty()) fmt::format_to(to, ": {}", statement.text);
        for (std::size_t i = 0; statement.values != nullptr and i != statement.values->size(); ++i) {
            const char* const value = statement.values->data(i);
            if (value == nullptr) fmt::format_to(to, "{}${} = NULL", i == 0 ? " -- " : ", ", i + 1);
            else fmt::format_to(to, "{}${} = '{}'", i == 0 ? " -- " : ", ", i + 1, value);
        }
        return line;
    }

    statement_log_options options_;
    std::mutex mutex_;
};
}  // namespace virga
