// virga/client/slow_statements.hpp: statements that took long, with the server's plan for them.
#pragma once

#include <chrono>       // std::chrono::nanoseconds
#include <exception>    // std::exception
#include <functional>   // std::function
#include <mutex>        // std::mutex
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::move

#include <virga/client/observer.hpp>  // virga::observer

namespace virga {

/// A statement that took long.
struct slow_statement {
    std::string_view text{};
    std::chrono::nanoseconds took{};
    std::size_t rows = 0;
    std::string plan{};  ///< the lines of `explain`, whatever the values are; empty where there is none
};

/// Tells of statements that took a time or longer, those that failed included.
///
///     auto slow = std::make_shared<slow_statements>(200ms, [](const slow_statement& one) { std::clog << one.plan << '\n'; });
///
/// The plan is asked for on the same connection, which costs its caller some round trips more: `explain` does not run the
/// statement, and shows `$1` in the place of values.
class slow_statements final : public observer {
public:
    using receiver = std::function<void(const slow_statement&)>;

    /// `tell` is called by one thread at a time. What it throws is lost.
    slow_statements(std::chrono::nanoseconds at_least, receiver tell, bool with_plan = true)
        : at_least_(at_least), tell_(std::move(tell)), with_plan_(with_plan) {}

    void ended(const observed_statement& statement, const observed_outcome& outcome) noexcept override {
        if (outcome.took < at_least_) return;
        try {
            const slow_statement one{statement.text, outcome.took, outcome.rows, with_plan_ ? outcome.plan() : std::string{}};
            const std::lock_guard lock{mutex_};
            tell_(one);
        } catch (const std::exception&) {  // an observer has nobody to complain to
        }
    }

private:
    std::chrono::nanoseconds at_least_;
    receiver tell_;
    bool with_plan_;
    std::mutex mutex_;
};
}  // namespace virga
