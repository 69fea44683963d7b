// virga/kit/plan/diff_objects.hpp: the changes that make the objects of a table into others, whatever their kind.
#pragma once

#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>             // virga::kit::change
#include <virga/kit/model/lists.hpp>        // virga::kit::detail::any_of, count, find
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
            of.into = found->second;
            if (steps_aside(before_, each, around_.lost)) of.goes = true;
            else if (same.create != each.create) of = altered(each, found->second);
            comes_[found->second] = of.goes;
            was_there_[found->second] = true;
            fates_.push_back(std::move(of));
        }
        for (std::size_t i = 0; i != old_.size(); ++i) go_with_holder(i);
    }

    /// Drops what goes, but for what the server drops with a column, and alters what can be altered.
    void append_drops(std::vector<change>& changes) const {
        for (std::size_t i = 0; i != old_.size(); ++i) {
            const fate& of = fates_[i];
            if (not of.alteration.empty()) changes.push_back(alter(old_[i], of));
            if (not of.goes or of.goes_with or goes_with_column(before_, old_[i], around_.lost)) continue;
            if (not of.for_good and not old_[i].aside.empty()) continue;
            const bool is_apart = of.for_good and not old_[i].aside.empty() and is_referenced();
            if (is_apart) append_aside(old_[i], changes);
            changes.push_back(drop_object(before_, old_[i]));
            if (of.for_good) changes.back().loses = old_[i].loses;
            take_along(changes.back());
            if (is_apart) stand_alone(changes.back(), old_[i]);
        }
    }
    void append_creations(std::vector<change>& changes) const {
        append_steps_aside(changes);
        for (std::size_t i = 0; i != new_.size(); ++i) {
            if (not comes_[i]) continue;
            changes.push_back(create_object(after_, new_[i]));
            changes.back().awaits_commit = around_.uses_new_label(new_[i]);
            if (was_there_[i] and not new_[i].back.empty()) {
                changes.back().sql = new_[i].back;
                changes.back().caution = fmt::format("{} is attached to {} again: that fails if a row of it lies outside of its "
                                                     "bounds, or one of the default partition within them.",
                                                     spoken(after_.schema, new_[i].name), whole_of(new_[i]));
                continue;
            }
            const auto asks_the_same = [&now = new_[i]](const object& old) {
                if (is_not_valid(old)) return false;
                return old.create == now.create or (old.kind == now.kind and not now.kind->may_speak_of_all and
                                                    old.demand == now.demand and old.columns == now.columns);
            };
            if (new_[i].demand.empty() or is_not_valid(new_[i]) or is_met(new_[i])) continue;
            if (any_of(old_, asks_the_same) and not around_.finds_other_values(after_, new_[i])) continue;
            changes.back().caution = fmt::format("{} comes to {}: that fails if {}.", new_[i].name, whole_of(new_[i]),
                                                 new_[i].demand);
        }
    }

    /// What keeps rows from getting other values in a column: for each thing that stays a sentence, with a blank before it. What
    /// is not valid is asked only where rows are written `by_update`, and then also a check of other columns.
    [[nodiscard]] std::string demands_on(const std::string& column, bool by_update) const {
        std::string sentences;
        for (std::size_t i = 0; i != new_.size(); ++i) {
            const object& each = new_[i];
            if (comes_[i] or each.demand.empty()) continue;
            const bool speaks_of_it = count(each.columns, column) != 0 or count(each.mentioned, column) != 0;
            if (is_not_valid(each) ? by_update and (speaks_of_it or each.columns.empty()) : speaks_of_it) {
                sentences += fmt::format(" {} stays: that fails if {} then.", each.name, each.demand);
            }
        }
        return sentences;
    }

    /// Adds what the server drops with a column to the change that drops it.
    void go_with(const std::string& column, change& drop) const {
        for (const object& each : old_) {
            const bool has_it = find(each.columns, column) != each.columns.end();
            if (not has_it or not goes_with_column(before_, each, around_.lost)) continue;
            append(drop.drops, each.provides);
            append(drop.releases, each.needs);
        }
    }

private:
    struct fate {
        bool goes = false;
        bool for_good = false;
        bool goes_with = false;    ///< the server drops it with another that holds it
        std::string alteration{};  ///< a statement
        std::size_t into = 0;      ///< the place of what it becomes
    };

    /// What is said of an object goes with it, and is said anew of the one that comes in its place.
    void go_with_holder(std::size_t i) {
        if (old_[i].holder.empty()) return;
        if (not fates_[i].for_good and not old_[i].aside.empty()) return;  // it is taken down before, and stays
        for (std::size_t k = 0; k != old_.size() and not fates_[i].goes_with; ++k) {
            const bool is_dropped = fates_[k].goes and (fates_[k].for_good or old_[k].aside.empty());
            fates_[i].goes_with = is_dropped and find(old_[k].provides, old_[i].holder) != old_[k].provides.end();
        }
        if (not fates_[i].goes_with or fates_[i].for_good) return;
        fates_[i].goes = true;
        fates_[i].alteration.clear();
        comes_[fates_[i].into] = true;
    }

    /// What it comes to or goes from, in words.
    [[nodiscard]] std::string whole_of(const object& of) const {
        return of.within.empty() ? spoken(after_.schema, after_.name) : of.within;
    }
    /// Adds what the server drops with another thing, as the partitions of a partition.
    void take_along(change& drop) const {
        for (std::size_t i = 0; i != old_.size(); ++i) {
            if (not fates_[i].goes_with or old_[i].provides.empty()) continue;
            if (count(drop.drops, old_[i].holder) == 0 or count(drop.drops, old_[i].provides.front()) != 0) continue;
            append(drop.drops, old_[i].provides);
            i = static_cast<std::size_t>(-1);  // what it holds may stand before it
        }
    }
    /// Whether foreign keys refer to the table: PostgreSQL lets none of its partitions go before it is detached.
    [[nodiscard]] bool is_referenced() const {
        return any_of(*around_.before.tables, [this](const table_model& each) {
            return any_of(each.foreign_keys, [this](const foreign_key_model& key) {
                return key.foreign_schema == before_.schema and key.foreign_table == before_.name;
            });
        });
    }
    /// Drops what was taken down before: until then it has by itself what the table has, and leans on what that leans on, but for
    /// others of its kind.
    void stand_alone(change& drop, const object& of) const {
        std::vector<std::string> leant_on;
        for (const object& each : old_) append(leant_on, each.needs);
        for (const column_model& column : before_.columns) {
            leant_on.push_back(type_key(column.type));
            append(leant_on, default_needs(column, around_.before));
        }
        for (const std::string& key : leant_on) {
            const auto provides_it = [&](const object& each) { return each.kind == of.kind and count(each.provides, key) != 0; };
            if (not any_of(old_, provides_it)) drop.releases.push_back(key);
        }
        drop.needs.push_back(aside_key(of));
    }
    [[nodiscard]] static std::string aside_key(const object& of) { return "aside " + of.provides.front(); }
    /// Takes down with its rows what has a statement for that, as a partition does.
    void append_aside(const object& of, std::vector<change>& changes) const {
        changes.push_back(drop_object(before_, of));
        change& step = changes.back();
        step.sql = of.aside;
        step.drops.clear();
        step.creates = {aside_key(of)};
        if (not is_referenced()) return;
        step.caution = fmt::format("{} is detached from {}: that fails if a row refers to one of it.",
                                   spoken(before_.schema, of.name), whole_of(of));
    }
    /// The same for the time of the migration. It keeps the columns that it has then: they are to be those of later.
    void append_steps_aside(std::vector<change>& changes) const {
        for (std::size_t i = 0; i != old_.size(); ++i) {
            if (not fates_[i].goes or fates_[i].for_good or old_[i].aside.empty()) continue;
            append_aside(old_[i], changes);
            change& step = changes.back();
            step.drops = old_[i].provides;
            for (const column_model& column : before_.columns) {
                step.awaits.push_back(key_of::column(before_.schema, before_.name, column.name));
            }
            for (const column_model& column : after_.columns) {
                step.needs.push_back(key_of::column(after_.schema, after_.name, column.name));
                step.needs.push_back(key_of::column_type(after_.schema, after_.name, column.name));
            }
        }
    }
    /// Whether what it demands of rows holds of itself: it is of a column that comes with it, and is another in each row.
    [[nodiscard]] bool is_met(const object& coming) const {
        if (not coming.wants_rows_apart or coming.columns.size() != 1) return false;
        const auto column = find(after_.columns, coming.columns[0], &column_model::name);
        return column != after_.columns.end() and around_.after.with_default(*column).tells_rows_apart() and
               find(before_.columns, column->name, &column_model::name) == before_.columns.end();
    }
    [[nodiscard]] fate altered(const object& before, std::size_t into) const {
        if (before.kind->alter != nullptr) {
            std::string sql = before.kind->alter(after_, before, new_[into]);
            if (not sql.empty()) return {false, false, false, std::move(sql), into};
        }
        return {true, false, false, {}, into};
    }
    [[nodiscard]] change alter(const object& before, const fate& of) const {
        const object& after = new_[of.into];
        change step{before.kind->altered, of.alteration, after_.schema, after_.name};
        append_own_needs(step.needs, after_, after);
        append(step.needs, after.needs);
        step.releases = before.needs;
        step.awaits_commit = around_.uses_new_label(after);
        if (is_not_valid(before) and not is_not_valid(after)) {
            step.caution = fmt::format("{} of {} is validated: that fails if {}.", after.name, spoken(after_.schema, after_.name),
                                       after.demand);
        }
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
