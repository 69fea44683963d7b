// virga/client/prometheus.hpp: what statements and pools do, in the text form that Prometheus reads.
#pragma once

#include <array>         // std::array
#include <charconv>      // std::to_chars
#include <chrono>        // std::chrono::nanoseconds
#include <cstddef>       // std::size_t
#include <cstdint>       // std::uint64_t
#include <exception>     // std::exception
#include <iterator>      // std::back_inserter
#include <map>           // std::map
#include <mutex>         // std::mutex
#include <string>        // std::string
#include <string_view>   // std::string_view

#include <fmt/core.h>  // fmt::format_to

#include <virga/client/error.hpp>         // virga::query_error
#include <virga/client/observer.hpp>      // virga::observer
#include <virga/client/pool_options.hpp>  // virga::pool_statistics

namespace virga {

namespace detail {
/// Seconds, as short as they are exact.
inline std::string seconds_in(std::chrono::nanoseconds time) {
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<double>(time.count()) / 1e9).ptr;
    return {digits.data(), end};
}
/// The value of a label between its quotes.
inline std::string prometheus_label(std::string_view value) {
    std::string text;
    for (const char c : value) {
        if (c == '\n') {
            text += "\\n";
            continue;
        }
        if (c == '"' or c == '\\') text += '\\';
        text += c;
    }
    return text;
}
inline void add_metric(std::string& text, std::string_view name, std::string_view type, std::string_view help) {
    (((((text += "# HELP ") += name) += ' ') += help) += "\n# TYPE ") += name;
    ((text += ' ') += type) += '\n';
}
}  // namespace detail

/// Counts statements by what they do and how they ended, the rows that they returned, and how long they took. For any number of
/// clients and threads.
///
///     auto counters = std::make_shared<statement_counters>();
///     pool<postgres_client> db{url, {.observer = counters}};
///     ... counters->text() ...    what a GET of /metrics answers with
class statement_counters final : public observer {
public:
    /// The limits of the histogram's buckets.
    static constexpr std::array<std::chrono::nanoseconds, 12> limits{
        std::chrono::microseconds{250},  std::chrono::microseconds{500},  std::chrono::milliseconds{1},
        std::chrono::microseconds{2500}, std::chrono::milliseconds{5},    std::chrono::milliseconds{10},
        std::chrono::milliseconds{25},   std::chrono::milliseconds{100},  std::chrono::milliseconds{250},
        std::chrono::seconds{1},         std::chrono::milliseconds{2500}, std::chrono::seconds{10}};

    void ended(const observed_statement& statement, const observed_outcome& outcome) noexcept override {
        try {
            const std::lock_guard lock{mutex_};
            count& one = counts_[static_cast<std::size_t>(statement.kind)];
            ++one.all;
            one.took += outcome.took;
            one.rows += outcome.rows;
            for (std::size_t i = 0; i != limits.size(); ++i) one.within[i] += outcome.took <= limits[i] ? 1 : 0;
            if (outcome.failed == nullptr) return;
            const auto* const refused = dynamic_cast<const query_error*>(outcome.failed);
            ++failed_[refused == nullptr ? std::string{"none"} : refused->sqlstate()];
        } catch (const std::exception&) {  // no memory for a SQLSTATE: then it is not counted
        }
    }

    /// All of it in the text exposition format, version 0.0.4. What never came is left out.
    [[nodiscard]] std::string text() const {
        const std::lock_guard lock{mutex_};
        std::string text;
        const auto to = std::back_inserter(text);
        const auto kinds = [&](std::string_view name, std::string_view type, std::string_view help, auto&& write) {
            virga::detail::add_metric(text, name, type, help);
            for (std::size_t i = 0; i != counts_.size(); ++i) {
                if (counts_[i].all != 0) write(word_for(static_cast<activity>(i)), counts_[i]);
            }
        };
        using virga::detail::seconds_in;
        kinds("virga_statement_seconds", "histogram", "How long statements took, by what they do.",
              [&](std::string_view kind, const count& one) {
                  constexpr const char* within = "virga_statement_seconds_bucket{{kind=\"{}\",le=\"{}\"}} {}\n";
                  for (std::size_t i = 0; i != limits.size(); ++i) {
                      fmt::format_to(to, within, kind, seconds_in(limits[i]), one.within[i]);
                  }
                  fmt::format_to(to, within, kind, "+Inf", one.all);
                  fmt::format_to(to, "virga_statement_seconds_sum{{kind=\"{}\"}} {}\n", kind, seconds_in(one.took));
                  fmt::format_to(to, "virga_statement_seconds_count{{kind=\"{}\"}} {}\n", kind, one.all);
              });
        kinds("virga_statement_rows_total", "counter", "Rows that statements returned.",
              [&](std::string_view kind, const count& one) {
                  fmt::format_to(to, "virga_statement_rows_total{{kind=\"{}\"}} {}\n", kind, one.rows);
              });
        virga::detail::add_metric(text, "virga_statement_failures_total", "counter",
                                  "Statements that failed, by SQLSTATE; none where the server did not say one.");
        for (const auto& [sqlstate, times] : failed_) {
            fmt::format_to(to, "virga_statement_failures_total{{sqlstate=\"{}\"}} {}\n", virga::detail::prometheus_label(sqlstate),
                           times);
        }
        return text;
    }

private:
    struct count {
        std::uint64_t all = 0;
        std::uint64_t rows = 0;
        std::chrono::nanoseconds took{};
        std::array<std::uint64_t, limits.size()> within{};
    };

    mutable std::mutex mutex_;
    std::array<count, activity_count> counts_{};
    std::map<std::string, std::uint64_t> failed_;
};

/// The statistics of a pool in the same form; `name` tells it from other pools.
[[nodiscard]] inline std::string prometheus_text(const pool_statistics& told, std::string_view name) {
    std::string text;
    const auto to = std::back_inserter(text);
    const std::string pool = virga::detail::prometheus_label(name);
    const auto one = [&](std::string_view metric, std::string_view type, std::string_view help, const auto& value) {
        virga::detail::add_metric(text, metric, type, help);
        fmt::format_to(to, "{}{{pool=\"{}\"}} {}\n", metric, pool, value);
    };
    virga::detail::add_metric(text, "virga_pool_connections", "gauge", "Connections of a pool, by what they do.");
    const auto state = [&](const char* word, std::size_t count) {
        fmt::format_to(to, "virga_pool_connections{{pool=\"{}\",state=\"{}\"}} {}\n", pool, word, count);
    };
    state("in use", told.in_use);
    state("idle", told.idle);
    state("opening", told.opening);
    one("virga_pool_waiting", "gauge", "Callers that wait for a connection.", told.waiting);
    one("virga_pool_borrows_total", "counter", "Connections lent.", told.borrows);
    one("virga_pool_waits_total", "counter", "Callers that had to wait.", told.waits);
    one("virga_pool_timeouts_total", "counter", "Callers that gave up waiting.", told.timeouts);
    one("virga_pool_waited_seconds_total", "counter", "How long callers waited in all.", virga::detail::seconds_in(told.waited));
    one("virga_pool_longest_wait_seconds", "gauge", "How long one caller waited at most.",
        virga::detail::seconds_in(told.longest_wait));
    one("virga_pool_opened_total", "counter", "Connections made.", told.opened);
    one("virga_pool_failed_total", "counter", "Attempts to make a connection that failed.", told.failed);
    virga::detail::add_metric(text, "virga_pool_closed_total", "counter", "Connections closed, by why.");
    const auto closed = [&](const char* why, std::uint64_t count) {
        fmt::format_to(to, "virga_pool_closed_total{{pool=\"{}\",why=\"{}\"}} {}\n", pool, why, count);
    };
    closed("broken", told.closed.broken);
    closed("dead", told.closed.dead);
    closed("not reset", told.closed.not_reset);
    closed("in use", told.closed.in_use);
    closed("aged", told.closed.aged);
    closed("idled", told.closed.idled);
    closed("ended", told.closed.ended);
    return text;
}

static_assert(static_cast<std::size_t>(activity::check) + 1 == activity_count);
}  // namespace virga
