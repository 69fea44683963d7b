// tests/observed.hpp: an observer that keeps what it is told, as texts.
#pragma once

#include <mutex>        // std::mutex
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <utility>      // std::exchange, std::move
#include <vector>       // std::vector

#include <virga/client/observer.hpp>  // virga::observer

namespace virga_test {

/// Keeps `kind: text`, with what came of it: `-> 3 rows`, `-> 1 affected`, `-> failed`.
class recorder : public virga::observer {
public:
    explicit recorder(bool values = false, bool plans = false) : values_(values), plans_(plans) {}

    [[nodiscard]] bool wants_values() const noexcept override { return values_; }
    void started(const virga::observed_statement&) noexcept override {
        const std::lock_guard lock{mutex_};
        ++started_;
    }
    void ended(const virga::observed_statement& statement, const virga::observed_outcome& outcome) noexcept override {
        std::string line{virga::word_for(statement.kind)};
        line += ": ";
        line += statement.text;
        if (outcome.failed != nullptr) line += " -> failed";
        else if (outcome.rows != 0) line += " -> " + std::to_string(outcome.rows) + (outcome.rows == 1 ? " row" : " rows");
        else if (outcome.affected != 0) line += " -> " + std::to_string(outcome.affected) + " affected";
        for (std::size_t i = 0; statement.values != nullptr and i != statement.values->size(); ++i) {
            const char* const value = statement.values->data(i);
            line += std::string{" ["} + (value == nullptr ? "NULL" : value) + "]";
        }
        std::string plan = plans_ and statement.kind == virga::activity::statement ? outcome.plan() : std::string{};
        const std::lock_guard lock{mutex_};
        lines_.push_back(std::move(line));
        if (plans_) plans_seen_.push_back(std::move(plan));
        if (outcome.took.count() < 0 or statement.place == nullptr) ++strange_;
        place_ = statement.place == nullptr ? virga::observed_place{} : *statement.place;
    }

    /// What was told since the last call.
    std::vector<std::string> take() {
        const std::lock_guard lock{mutex_};
        return std::exchange(lines_, {});
    }
    std::vector<std::string> plans() {
        const std::lock_guard lock{mutex_};
        return std::exchange(plans_seen_, {});
    }
    std::size_t count_of(std::string_view start) {
        const std::lock_guard lock{mutex_};
        std::size_t count = 0;
        for (const std::string& each : lines_) count += each.starts_with(start) ? 1 : 0;
        return count;
    }
    virga::observed_place place() {
        const std::lock_guard lock{mutex_};
        return place_;
    }
    std::size_t started() {
        const std::lock_guard lock{mutex_};
        return started_;
    }
    std::size_t strange() {
        const std::lock_guard lock{mutex_};
        return strange_;
    }

private:
    bool values_;
    bool plans_;
    std::mutex mutex_;
    std::vector<std::string> lines_;
    std::vector<std::string> plans_seen_;
    virga::observed_place place_;
    std::size_t started_ = 0;
    std::size_t strange_ = 0;
};

using lines = std::vector<std::string>;
}  // namespace virga_test
