// virga/kit/plan/order.hpp: changes in an order in which each can run.
#pragma once

#include <cstddef>        // std::size_t
#include <functional>     // std::greater
#include <queue>          // std::priority_queue
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <virga/kit/change.hpp>  // virga::kit::change
#include <virga/kit/error.hpp>   // virga::kit::kit_error

namespace virga::kit {

namespace detail {

/// Who must come before whom.
class precedence {
public:
    explicit precedence(const std::vector<change>& changes) : followers_(changes.size()), waiting_for_(changes.size()) {
        std::unordered_map<std::string_view, std::vector<std::size_t>> creators, droppers;
        for (std::size_t i = 0; i != changes.size(); ++i) {
            for (const std::string& key : changes[i].creates) creators[key].push_back(i);
            for (const std::string& key : changes[i].drops) droppers[key].push_back(i);
        }
        const auto after_all = [this](const auto& makers, const std::string& key, std::size_t later) {
            if (const auto found = makers.find(key); found != makers.end()) {
                for (const std::size_t earlier : found->second) edge(earlier, later);
            }
        };
        for (std::size_t i = 0; i != changes.size(); ++i) {
            for (const std::string& key : changes[i].needs) after_all(creators, key, i);
            for (const std::string& key : changes[i].awaits) after_all(droppers, key, i);
            for (const std::string& key : changes[i].creates) after_all(droppers, key, i);
            for (const std::string& key : changes[i].releases) {
                if (const auto found = droppers.find(key); found != droppers.end()) {
                    for (const std::size_t later : found->second) edge(i, later);
                }
            }
        }
    }

    /// The positions in order; fewer than there are changes when some wait for each other.
    [[nodiscard]] std::vector<std::size_t> sorted() {
        std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i != waiting_for_.size(); ++i) {
            if (waiting_for_[i] == 0) ready.push(i);
        }
        while (not ready.empty()) {
            const std::size_t next = ready.top();
            ready.pop();
            order.push_back(next);
            for (const std::size_t follower : followers_[next]) {
                if (--waiting_for_[follower] == 0) ready.push(follower);
            }
        }
        return order;
    }

    [[nodiscard]] bool waits(std::size_t position) const { return waiting_for_[position] != 0; }

private:
    void edge(std::size_t earlier, std::size_t later) {
        if (earlier == later) return;
        followers_[earlier].push_back(later);
        ++waiting_for_[later];
    }

    std::vector<std::vector<std::size_t>> followers_;
    std::vector<std::size_t> waiting_for_;
};
}  // namespace detail

/// The changes in an order in which each finds what it needs: a topological order of their dependencies,
/// and among changes that do not depend on each other the order in which they were given.
///
/// Takes n log n time. Errors: `kit_error` when some wait for each other, which `diff` never produces.
[[nodiscard]] inline std::vector<change> in_order(std::vector<change> changes) {
    detail::precedence graph{changes};
    const std::vector<std::size_t> order = graph.sorted();
    if (order.size() != changes.size()) {
        std::string stuck = "These steps wait for each other, which is an error in virga; please report it:";
        for (std::size_t i = 0; i != changes.size(); ++i) {
            if (graph.waits(i)) stuck += "\n  " + changes[i].sql;
        }
        throw kit_error(stuck);
    }
    std::vector<change> sorted;
    sorted.reserve(changes.size());
    for (const std::size_t position : order) sorted.push_back(std::move(changes[position]));
    return sorted;
}
}  // namespace virga::kit
