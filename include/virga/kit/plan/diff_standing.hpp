// virga/kit/plan/diff_standing.hpp: the changes that make objects that stand for themselves into others, whatever their kind.
#pragma once

#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>             // virga::kit::change
#include <virga/kit/model/lists.hpp>        // virga::kit::detail::any_of, count, find
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object, lost_keys
#include <virga/kit/plan/diff_context.hpp>  // virga::kit::detail::diff_context
#include <virga/kit/quote.hpp>              // virga::kit::spoken

namespace virga::kit::detail {

/// Compares objects that stand for themselves: those of one identity stay, are altered, or go and come anew.
class standing_difference {
public:
    /// `lost` holds what goes of tables. What goes here joins it, and what leans on that goes for the time, too: a view on a view.
    /// `lose_more()` adds what of tables goes for that, and returns whether it was any.
    template <class LoseMore>
    standing_difference(std::vector<object> before, std::vector<object> after, lost_keys& lost, LoseMore lose_more)
        : old_(std::move(before)), new_(std::move(after)), fates_(old_.size()), comes_(new_.size(), true) {
        std::unordered_map<std::string, std::size_t> kept;
        for (std::size_t i = 0; i != new_.size(); ++i) kept.emplace(new_[i].identity(), i);
        for (std::size_t i = 0; i != old_.size(); ++i) {
            const auto found = kept.find(old_[i].identity());
            if (found == kept.end() or new_[found->second].kind != old_[i].kind) {
                if (not old_[i].existing) goes_for_good(i, lost);
                continue;
            }
            fates_[i].into = found->second;
            fates_[i].stays = true;
            comes_[found->second] = old_[i].existing;
            if (not old_[i].existing and old_[i].create != new_[found->second].create) become(i, lost);
        }
        for (bool any = true; any;) {
            any = lose_more();
            any = step_aside(lost) or any;
        }
        for (std::size_t i = 0; i != old_.size(); ++i) {
            fates_[i].goes_with = goes_with_holder(old_[i], lost);
            if (fates_[i].stays and is_said_again(new_[fates_[i].into], lost)) comes_[fates_[i].into] = true;
        }
    }

    /// Creates what comes: what is made of tables if `after_tables`, else what is not.
    void append_creations(std::vector<change>& changes, bool after_tables, const diff_context& around) const {
        for (std::size_t i = 0; i != new_.size(); ++i) {
            const object& each = new_[i];
            if (each.existing or not comes_[i] or each.kind->after_tables != after_tables) continue;
            change step{each.kind->created, each.create, each.schema, each.name};
            step.creates = each.provides;
            step.needs = each.needs;
            step.awaits = each.awaits;
            step.awaits_commit = around.uses_new_label(each);
            if (each.kind->lists != nullptr) step.said = each.kind->lists(nullptr, &each);
            if (not each.demand.empty()) {  // of what has its rows at once, as a materialized view has
                step.caution = fmt::format("{} comes: that fails if {}.", spoken(each.schema, each.name), each.demand);
            }
            changes.push_back(std::move(step));
        }
    }
    /// Alters what can be altered; `in_parts(before, after)` appends the steps of a kind that takes several.
    template <class InParts>
    void append_alterations(std::vector<change>& changes, const diff_context& around, InParts in_parts) const {
        for (std::size_t i = 0; i != old_.size(); ++i) {
            const fate& of = fates_[i];
            if (of.goes or not of.differs) continue;
            const object& after = new_[of.into];
            if (after.kind->alters_in_parts) {
                in_parts(old_[i], after);
                continue;
            }
            change step{after.kind->altered, of.alteration, after.schema, after.name};
            step.creates = after.provides;  // what leans on it may do so as it is then
            step.drops = provided_no_more(i);
            step.needs = after.needs;
            step.releases = old_[i].needs;
            step.awaits_commit = around.uses_new_label(after);
            step.caution = after.altered_caution;
            if (after.kind->lists != nullptr) step.said = after.kind->lists(&old_[i], &after);
            changes.push_back(std::move(step));
        }
    }
    /// Drops what goes, kind by kind, the last of them first.
    void append_drops(std::vector<change>& changes, bool after_tables) const {
        std::vector<const object_kind*> dropped;
        for (const object& each : old_) {
            if (find(dropped, each.kind) == dropped.end()) dropped.insert(dropped.begin(), each.kind);
        }
        for (const object_kind* kind : dropped) {
            if (kind->after_tables != after_tables) continue;
            for (std::size_t i = 0; i != old_.size(); ++i) {
                if (old_[i].kind != kind or not fates_[i].goes or fates_[i].goes_with or old_[i].drop.empty()) continue;
                change step{kind->dropped, old_[i].drop, old_[i].schema, old_[i].name};
                step.drops = old_[i].provides;
                step.releases = old_[i].needs;
                if (not fates_[i].stays) step.loses = old_[i].loses;
                step.caution = old_[i].caution;
                if (kind->lists != nullptr) step.said = kind->lists(&old_[i], nullptr);
                changes.push_back(std::move(step));
            }
        }
    }

private:
    struct fate {
        bool stays = false;        ///< there is one after the migration, too
        bool goes = false;         ///< for good, or to be made anew
        bool goes_with = false;    ///< the server drops it with what holds it
        bool differs = false;      ///< it is altered
        std::string alteration{};  ///< a statement, of a kind that takes one
        std::size_t into = 0;      ///< the place of what it becomes
    };

    /// Not while something else that it leans on goes, too: that would have to wait for what holds it.
    static bool goes_with_holder(const object& of, const lost_keys& lost) {
        return lost.contains(of.holder) and
               not any_of(of.needs, [&](const std::string& key) { return key != of.holder and lost.contains(key); });
    }
    /// Whether it stays but has to be stated once more, as what goes would take it along otherwise.
    static bool is_said_again(const object& of, const lost_keys& lost) {
        return not of.existing and has_lost(of.awaits, lost);
    }
    void become(std::size_t i, lost_keys& lost) {
        const object& after = new_[fates_[i].into];
        if (after.existing) return;
        if (after.kind->alter != nullptr) fates_[i].alteration = after.kind->alter({}, old_[i], after);
        fates_[i].differs = after.kind->alters_in_parts or not fates_[i].alteration.empty();
        if (not fates_[i].differs) return goes_to_come(i, lost);
        if (after.kind->alters_in_parts) return;
        const std::vector<std::string> gone = provided_no_more(i);
        lost.insert(gone.begin(), gone.end());
    }
    /// Keys of what goes with it as it was, though it stays itself.
    [[nodiscard]] std::vector<std::string> provided_no_more(std::size_t i) const {
        std::vector<std::string> gone;
        for (const std::string& key : old_[i].provides) {
            if (count(new_[fates_[i].into].provides, key) == 0) gone.push_back(key);
        }
        return gone;
    }
    void goes_for_good(std::size_t i, lost_keys& lost) {
        fates_[i].goes = true;
        lost.insert(old_[i].provides.begin(), old_[i].provides.end());
    }
    void goes_to_come(std::size_t i, lost_keys& lost) {
        goes_for_good(i, lost);
        comes_[fates_[i].into] = true;
    }
    /// Whether anything more goes for the time, since what it leans on goes.
    bool step_aside(lost_keys& lost) {
        bool any = false;
        for (std::size_t i = 0; i != old_.size(); ++i) {
            if (fates_[i].goes or not fates_[i].stays or old_[i].existing or new_[fates_[i].into].existing) continue;
            if (old_[i].kind->alters_in_parts) {  // of a type there are rows; it lets go of what goes
                any = parts_step_aside(i, lost) or any;
                continue;
            }
            if (not has_lost(old_[i].needs, lost)) continue;
            goes_to_come(i, lost);
            any = true;
        }
        return any;
    }

    /// The same of parts of one that stays itself.
    bool parts_step_aside(std::size_t i, lost_keys& lost) {
        bool any = false;
        for (const object_part& each : old_[i].parts) {
            if (not has_lost(each.needs, lost)) continue;
            fates_[i].differs = true;
            any = lost.insert(each.key).second or any;
        }
        return any;
    }
    static bool has_lost(const std::vector<std::string>& keys, const lost_keys& lost) {
        return any_of(keys, [&lost](const std::string& key) { return lost.contains(key); });
    }

    std::vector<object> old_, new_;
    std::vector<fate> fates_;
    std::vector<bool> comes_;
};
}  // namespace virga::kit::detail
