// virga/kit/plan/diff_composite.hpp: the changes that make one composite type into another.
#pragma once

#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>                // virga::kit::change
#include <virga/kit/model.hpp>                 // virga::kit::model
#include <virga/kit/model/lists.hpp>           // virga::kit::detail::find
#include <virga/kit/object/object.hpp>         // virga::kit::detail::lost_keys, append
#include <virga/kit/plan/columns_of_type.hpp>  // virga::kit::detail::types_within
#include <virga/kit/quote.hpp>                 // virga::kit::spoken

namespace virga::kit::detail {

/// A composite type before and after.
struct altered_composite {
    const composite_model* before;
    const composite_model* after;
    std::size_t held_by;  ///< how many types have its values in them
};

/// The attributes of one type that the other does not have.
[[nodiscard]] inline std::vector<const attribute_model*> attributes_only_in(const composite_model& type,
                                                                            const composite_model& other) {
    std::vector<const attribute_model*> only;
    for (const attribute_model& each : type.attributes) {
        if (find(other.attributes, each.name, &attribute_model::name) == other.attributes.end()) only.push_back(&each);
    }
    return only;
}

/// The composite types that differ, those first that others have in them.
[[nodiscard]] inline std::vector<altered_composite> altered_composites(const model& before, const model& after) {
    std::vector<altered_composite> found;
    for (const composite_model& type : before.composites) {
        for (const composite_model& same : after.composites) {
            if (same.schema != type.schema or same.name != type.name or same == type) continue;
            const std::string key = key_of::type(type.schema, type.name);
            const std::size_t held_by = types_within{before}.made_of(key).size() + types_within{after}.made_of(key).size();
            auto place = found.begin();
            while (place != found.end() and place->held_by >= held_by) ++place;
            found.insert(place, {&type, &same, held_by});
        }
    }
    return found;
}

/// Changes composite types where rows of them are stored. PostgreSQL adds attributes at the end, which are NULL in rows that are
/// there; what speaks of one that goes has gone before.
class composite_difference {
public:
    composite_difference(const model& before, const model& after) : before_(before), after_(after) {}

    /// Notes the columns of types that lose attributes, of which expressions may speak: what has such goes, and comes after.
    void lose_attributes(lost_keys& lost) const {
        for (const altered_composite& each : altered_composites(before_, after_)) {
            if (attributes_only_in(*each.before, *each.after).empty()) continue;
            for (const column_of_type& of : columns_of(each)) {
                if (not stays(of)) continue;
                lost.insert(key_of::pinned_type(of.table->schema, of.table->name, of.column->name));
                lost.insert(key_of::meaning(of.table->schema, of.table->name, of.column->name));
            }
        }
    }
    void append_changes(std::vector<change>& changes) const {
        const std::size_t first = changes.size();
        for (const altered_composite& each : altered_composites(before_, after_)) append_changes_of(each, changes);
        // Of all steps that concern one column, what comes then waits for the last.
        std::unordered_map<std::string, std::size_t> last;
        for (std::size_t i = first; i != changes.size(); ++i) {
            for (const std::string& key : changes[i].creates) last[key] = i;
        }
        for (std::size_t i = first; i != changes.size(); ++i) {
            std::erase_if(changes[i].creates, [&last, i](const std::string& key) { return last[key] != i; });
        }
    }

private:
    [[nodiscard]] std::vector<column_of_type> columns_of(const altered_composite& type) const {
        return types_within{before_}.columns(key_of::type(type.before->schema, type.before->name));
    }
    /// Whether a column is what it was after the migration, too.
    [[nodiscard]] bool stays(const column_of_type& of) const {
        for (const table_model& table : after_.tables) {
            if (table.schema != of.table->schema or table.name != of.table->name) continue;
            const auto same = find(table.columns, of.column->name, &column_model::name);
            return same != table.columns.end() and same->type == of.column->type;
        }
        return false;
    }

    void append_changes_of(const altered_composite& type, std::vector<change>& changes) const {
        const composite_model& before = *type.before;
        const composite_model& after = *type.after;
        const std::string where = "composite type " + spoken(after.schema, after.name);
        const std::vector<column_of_type> columns = columns_of(type);
        const auto add = [&](const std::string& action) -> change& {
            changes.push_back({change_kind::alter_composite, ddl::alter_composite(after, action), after.schema, after.name});
            change& step = changes.back();
            step.creates = {key_of::type(after.schema, after.name)};
            for (const column_of_type& of : columns) {
                if (stays(of)) step.creates.push_back(key_of::column_type(of.table->schema, of.table->name, of.column->name));
            }
            return step;
        };
        const auto by_hand = [&](std::string refusal) {
            change refused{change_kind::by_hand, "", after.schema, after.name};
            refused.refusal = std::move(refusal);
            changes.push_back(std::move(refused));
        };
        for (const attribute_model* each : attributes_only_in(before, after)) {
            change& step = add("drop attribute " + quote_identifier(each->name));
            step.loses = spoken(after.schema, after.name, each->name);
            step.releases = {type_key(each->type)};
            for (const column_of_type& of : columns) {
                const std::string key = key_of::column_type(of.table->schema, of.table->name, of.column->name);
                if (stays(of)) {
                    step.drops.push_back(key);
                } else {  // until then something may speak of the attribute
                    append(step.awaits, std::vector{key, key_of::column(of.table->schema, of.table->name, of.column->name),
                                                    key_of::relation(of.table->schema, of.table->name)});
                }
            }
        }
        std::vector<std::string> order;
        for (const attribute_model& each : before.attributes) {
            const auto same = find(after.attributes, each.name, &attribute_model::name);
            if (same == after.attributes.end()) continue;
            order.push_back(each.name);
            if (same->type != each.type) retype(each, *same, where, columns, add, by_hand);
        }
        for (const attribute_model* each : attributes_only_in(after, before)) {
            order.push_back(each->name);
            add("add attribute " + ddl::attribute(*each)).needs = {type_key(each->type)};
        }
        std::vector<std::string> declared;
        for (const attribute_model& each : after.attributes) declared.push_back(each.name);
        if (declared == order) return;
        std::string listed;
        for (const std::string& each : order) listed += (listed.empty() ? "" : ", ") + each;
        by_hand(fmt::format("{}: its attributes stand in another order now, which PostgreSQL does not change; a new one comes "
                            "last. Declare them in the order {}.", where, listed));
    }
    template <class Add, class ByHand>
    static void retype(const attribute_model& before, const attribute_model& after, const std::string& where,
                       const std::vector<column_of_type>& columns, const Add& add, const ByHand& by_hand) {
        if (columns.empty()) {
            change& step = add("alter attribute " + quote_identifier(after.name) + " type " + after.type);
            step.needs = {type_key(after.type)};
            step.releases = {type_key(before.type)};
            return;
        }
        by_hand(fmt::format("{}: its attribute {} changes from {} to {}, which PostgreSQL does only while no column has values of "
                            "the type, as {} has. Declare another composite type, give the column that, and say by using_<...> "
                            "how one of its values is made.", where, after.name, before.type, after.type,
                            spoken(columns[0].table->schema, columns[0].table->name, columns[0].column->name)));
    }

    const model& before_;
    const model& after_;
};
}  // namespace virga::kit::detail
