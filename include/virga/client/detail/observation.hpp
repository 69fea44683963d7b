// virga/client/detail/observation.hpp: an observer is told of what is done, whatever client does it.
#pragma once

#include <chrono>       // std::chrono::steady_clock
#include <cstddef>      // std::size_t
#include <exception>    // std::exception
#include <memory>       // std::shared_ptr
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::invoke_result_t, std::is_void_v
#include <utility>      // std::move

#include <fmt/core.h>  // fmt::format

#include <virga/client/observer.hpp>      // virga::observer
#include <virga/result/result.hpp>        // virga::result
#include <virga/text/sql_statements.hpp>  // virga::detail::split_statements
#include <virga/text/sql_words.hpp>       // virga::detail::sql_walker

namespace virga::detail {

template <class Url>  // so that only who calls it has it compiled
observed_place place_of(const Url& url, std::string_view client) {
    return {client, url.host, url.port, url.database, url.user};
}

/// An observer, and what all that it is told has in common.
template <class Observer>  // so that only files that make a client compile it
class basic_observation {
public:
    basic_observation(std::shared_ptr<Observer> told, observed_place place)
        : told_(std::move(told)), place_(std::move(place)), wants_values_(told_->wants_values()) {}

    /// Does `work`, which returns a result, several or nothing, and tells of it.
    template <class Work>
    std::invoke_result_t<Work&> around(observed_statement what, planner* plans, Work&& work) const {
        what.place = &place_;
        if (not wants_values_) what.values = nullptr;
        told_->started(what);
        observed_outcome outcome;
        outcome.statement = &what;
        outcome.planner = plans;
        outcome.start = std::chrono::system_clock::now();
        const auto start = std::chrono::steady_clock::now();
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<Work&>>) {
                work();
                outcome.took = std::chrono::steady_clock::now() - start;
                told_->ended(what, outcome);
            } else {
                auto came = work();
                outcome.took = std::chrono::steady_clock::now() - start;
                count(outcome, came);
                told_->ended(what, outcome);
                return came;
            }
        } catch (const std::exception& failed) {
            outcome.took = std::chrono::steady_clock::now() - start;
            outcome.failed = &failed;
            told_->ended(what, outcome);
            throw;
        }
    }

private:
    static void count(observed_outcome& outcome, const result& came) {
        outcome.rows += came.columns() == 0 ? 0 : came.rows();
        outcome.affected += came.affected();
    }
    template <class Results>
    static void count(observed_outcome& outcome, const Results& came) {
        for (const result& each : came) count(outcome, each);
    }
    static void count(observed_outcome& outcome, bool answers) { outcome.rows = answers ? 1 : 0; }
    static void count(observed_outcome& outcome, std::size_t copied) { outcome.affected = copied; }

    std::shared_ptr<Observer> told_;
    observed_place place_;
    bool wants_values_;
};
using observation = basic_observation<observer>;

/// What a text by hand does, if it is one statement.
template <class Text>  // so that only who calls it has it compiled
activity activity_of(Text sql) {
    if (split_statements(sql).size() != 1) return activity::statement;
    sql_walker walker{sql};
    const std::string_view first = walker.next();
    const std::string_view second = walker.next();
    if (is_word(first, "begin") or (is_word(first, "start") and is_word(second, "transaction"))) return activity::begin;
    if (is_word(first, "commit") or is_word(first, "end")) return activity::commit;
    if (is_word(first, "rollback") or is_word(first, "abort"))
        return is_word(second, "to") ? activity::rollback_to : activity::rollback;
    if (is_word(first, "savepoint")) return activity::savepoint;
    if (is_word(first, "release")) return activity::release;
    if (is_word(first, "prepare")) return is_word(second, "transaction") ? activity::commit : activity::prepare;
    if (is_word(first, "listen")) return activity::listen;
    if (is_word(first, "unlisten")) return activity::unlisten;
    return activity::statement;
}

/// Whether the server can explain it: one statement, of those that it plans.
template <class Text>
bool is_planned(Text sql) {
    if (split_statements(sql).size() != 1) return false;
    const std::string_view first = sql_walker{sql}.next();
    for (const std::string_view word : {"select", "insert", "update", "delete", "merge", "values", "with"}) {
        if (is_word(first, word)) return true;
    }
    return false;
}

/// `explain execute virga_plan(null, null)`, of a statement that is prepared under the name, with as many parameters.
template <class Name>
std::string explain_prepared(const Name& name, std::size_t parameters) {
    std::string text = fmt::format("explain execute {}", name);
    for (std::size_t i = 0; i != parameters; ++i) text += i == 0 ? "(null" : ", null";
    return parameters == 0 ? text : text + ")";
}
/// Lets the server plan without looking at values, for the transaction.
inline constexpr std::string_view plan_for_all_values = "set local plan_cache_mode to force_generic_plan";

/// The lines of an `explain`.
template <class Result>
std::string lines_of(const Result& answer) {
    std::string text;
    for (std::size_t row = 0; row != answer.rows(); ++row) {
        cell line;
        answer.read(row, &line);
        if (row != 0) text += '\n';
        text += line.view();
    }
    return text;
}
}  // namespace virga::detail
