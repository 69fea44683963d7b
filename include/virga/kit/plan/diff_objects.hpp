// virga/kit/plan/diff_objects.hpp: the changes that make the objects of a table into others, whatever their kind.
#pragma once

#include <algorithm>      // std::ranges::any_of, std::ranges::find
#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>             // virga::kit::change
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object, drop_object
#include <virga/kit/plan/diff_context.hpp>  // virga::kit::detail::diff_context
#include <virga/kit/plan/held.hpp>          // virga::kit::detail::create_object
#include <virga/kit/quote.hpp>              // virga::kit::spoken

namespace virga::kit::detail {

/// Compares objects that a table holds before and after: those of one name stay, are altered, or go and come anew.
class held_difference {
public:
    held_difference(const table_model& before, const table_model& after, std::vector<object> old_objects,
                    std::vector<object> new_objects, const diff_context& around)
        : before_(before), after_(after), around_(around), old_(std::move(old_objects)), new_(std::move(new_objects)),
          comes_(new_.size(), true), was_there_(new_.size(), false) {
        std::unordered_map<std::string, std::size_t> kept;
        for (std::size_t i = 0; i != new_.size(); ++i) kept.emplace(new_[i].identity(), i);
        for (const object& each : old_) {
            const auto found = kept.find(each.identity());
            if (found == kept.end()) {
                fates_.push_back({true, true});
                continue;
            }
            const object& same = new_[found->second];
            fate of{};
            if (steps_aside(before_, each, around_.lost)) of.goes = true;
            else if (same.create != each.create) of = altered(each, found->second);
            comes_[found->second] = of.goes;
            was_there_[found->second] = true;
            fates_.push_back(std::move(of));
        }
    }

    /// Drops what goes, but for what the server drops with a column, and alters what can be altered.
    void append_drops(std::vector<change>& changes) const {
        for (std::size_t i = 0; i != old_.size(); ++i) {
            const fate& of = fates_[i];
            if (not of.alteration.empty()) changes.push_back(alter(old_[i], of));
            if (not of.goes or goes_with_column(before_, old_[i], around_.lost)) continue;
            changes.push_back(drop_object(before_, old_[i]));
            if (of.for_good) changes.back().loses = old_[i].loses;
            else if (not old_[i].aside.empty()) changes.back().sql = old_[i].aside;
        }
    }
    void append_creations(std::vector<change>& changes) const {
        for (std::size_t i = 0; i != new_.size(); ++i) {
            if (not comes_[i]) continue;
            changes.push_back(create_object(after_, new_[i]));
            if (was_there_[i] and not new_[i].back.empty()) changes.back().sql = new_[i].back;
            changes.back().awaits_commit = around_.uses_new_label(new_[i]);
            const auto asks_the_same = [&now = new_[i]](const object& old) {
                return old.create == now.create or (old.kind == now.kind and not now.kind->may_speak_of_all and
                                                    old.demand == now.demand and old.columns == now.columns);
            };
            if (new_[i].demand.empty() or std::ranges::any_of(old_, asks_the_same) or is_met(new_[i])) continue;
            changes.back().caution = fmt::format("{} comes to {}: that fails if {}.", new_[i].name,
                                                 spoken(after_.schema, after_.name), new_[i].demand);
        }
    }

    /// Adds what the server drops with a column to the change that drops it.
    void go_with(const std::string& column, change& drop) const {
        for (const object& each : old_) {
            const bool has_it = std::ranges::find(each.columns, column) != each.columns.end();
            if (not has_it or not goes_with_column(before_, each, around_.lost)) continue;
            append(drop.drops, each.provides);
            append(drop.releases, each.needs);
        }
    }

private:
    struct fate {
        bool goes = false;
        bool for_good = false;
        std::string alteration{};  ///< a statement
        std::size_t into = 0;      ///< the place of what it is altered into
    };

    /// Whether what it demands of rows holds of itself: it is of a column that comes with it, and is another in each row.
    [[nodiscard]] bool is_met(const object& coming) const {
        if (not coming.wants_rows_apart or coming.columns.size() != 1) return false;
        const auto column = std::ranges::find(after_.columns, coming.columns[0], &column_model::name);
        return column != after_.columns.end() and column->tells_rows_apart() and
               std::ranges::find(before_.columns, column->name, &column_model::name) == before_.columns.end();
    }
    [[nodiscard]] fate altered(const object& before, std::size_t into) const {
        if (before.kind->alter != nullptr) {
            std::string sql = before.kind->alter(after_, before, new_[into]);
            if (not sql.empty()) return {false, false, std::move(sql), into};
        }
        return {true};
    }
    [[nodiscard]] change alter(const object& before, const fate& of) const {
        const object& after = new_[of.into];
        change step{before.kind->altered, of.alteration, after_.schema, after_.name};
        append_own_needs(step.needs, after_, after);
        append(step.needs, after.needs);
        step.releases = before.needs;
        step.awaits_commit = around_.uses_new_label(after);
        return step;
    }

    const table_model& before_;
    const table_model& after_;
    const diff_context& around_;
    std::vector<object> old_, new_;
    std::vector<fate> fates_;
    std::vector<bool> comes_, was_there_;
};
}  // namespace virga::kit::detail
