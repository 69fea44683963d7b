// virga/kit/diff.hpp: the changes that make one schema into another.
#pragma once

#include <algorithm>      // std::ranges::find
#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <unordered_set>  // std::unordered_set
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>        // virga::kit::change
#include <virga/kit/circles.hpp>       // virga::kit::detail::foreign_keys_in_circles
#include <virga/kit/ddl.hpp>           // virga::kit::ddl
#include <virga/kit/diff_enum.hpp>     // virga::kit::detail::append_enum_changes
#include <virga/kit/diff_security.hpp> // virga::kit::detail::security_difference
#include <virga/kit/diff_table.hpp>    // virga::kit::detail::table_difference
#include <virga/kit/model.hpp>         // virga::kit::model
#include <virga/kit/order.hpp>         // virga::kit::in_order
#include <virga/kit/surroundings.hpp>  // virga::kit::detail::surroundings
#include <virga/kit/validate.hpp>      // virga::kit::validate, normalised

namespace virga::kit {

namespace detail {

class difference {
public:
    difference(const model& before, const model& after) : before_(before), after_(after) {
        for (const table_model& table : before_.tables) around_.before.emplace(ddl::name_of(table), &table);
        for (const table_model& table : after_.tables) around_.after.emplace(ddl::name_of(table), &table);
        for (const enum_model& type : before_.enums) old_enums_.emplace(ddl::name_of(type), &type);
        for (const enum_model& type : after_.enums) new_enums_.emplace(ddl::name_of(type), &type);
        schemas_before_.insert(before_.schemas.begin(), before_.schemas.end());
        schemas_after_.insert(after_.schemas.begin(), after_.schemas.end());
        for (const model* each : {&before_, &after_}) {
            for (const table_model& table : each->tables) {
                if (table.existing) schemas_of_others_.insert(table.schema);
            }
        }
    }

    std::vector<change> changes() {
        find_losses();
        drop_foreign_keys_in_circles();
        append_role_changes(before_.roles, after_.roles, changes_);
        for (const std::string& schema : after_.schemas) {
            if (not schemas_before_.contains(schema) and not schemas_of_others_.contains(schema)) create_schema(schema);
        }
        for (const enum_model& type : after_.enums) {
            const auto old = old_enums_.find(ddl::name_of(type));
            if (old == old_enums_.end()) create_enum(type);
            else append_enum_changes(*old->second, type, around_.labels, changes_);
        }
        security_difference security{before_, after_, around_, changes_};
        for (const table_model& table : after_.tables) {
            if (table.existing) continue;
            const table_model* old = old_version(table);
            if (old == nullptr) {
                create_table(table);
                security.create_all(table);
            } else if (old->existing) {
                take_over(table);
            } else {
                if (not around_.lost.empty() or not around_.retyped.empty() or *old != table) {
                    table_difference{*old, table, around_, changes_}.append_changes();
                }
                security.compare(*old, table);
            }
        }
        for (const table_model* table : dropped_tables_) {
            security.drop_what_keeps_others(*table);
            drop_table(*table);
            security.drop_with(*table, changes_.back());
        }
        for (const enum_model& type : before_.enums) {
            if (not new_enums_.contains(ddl::name_of(type))) drop_enum(type);
        }
        for (const std::string& schema : before_.schemas) {
            if (not schemas_after_.contains(schema) and not schemas_of_others_.contains(schema)) drop_schema(schema);
        }
        return in_order(std::move(changes_));
    }

private:
    [[nodiscard]] const table_model* old_version(const table_model& table) const {
        const auto found = around_.before.find(ddl::name_of(table));
        return found == around_.before.end() ? nullptr : found->second;
    }

    change& step(change_kind kind, std::string sql, const std::string& schema, const std::string& name) {
        changes_.push_back({kind, std::move(sql), schema, name});
        return changes_.back();
    }

    /// Tables, unique constraints and unique indexes that go or change: foreign keys that lean on them go first. And columns
    /// that change their type.
    void find_losses() {
        for (const table_model& table : before_.tables) {
            if (table.existing) continue;
            const auto found = around_.after.find(ddl::name_of(table));
            if (found == around_.after.end()) {
                dropped_tables_.push_back(&table);
                around_.lost.insert(key_of::relation(table.schema, table.name));
            } else if (table != *found->second and not found->second->existing) {
                const table_model& kept = *found->second;
                if (table.primary_key and table.primary_key != kept.primary_key) lose(table, table.primary_key->name);
                for (const key_model& key : table.uniques) {
                    if (std::ranges::find(kept.uniques, key) == kept.uniques.end()) lose(table, key.name);
                }
                for (const index_model& index : table.indexes) {
                    const bool kept_too = std::ranges::find(kept.indexes, index) != kept.indexes.end();
                    if (index.unique and not kept_too) lose(table, index.name);
                }
                for (const column_model& column : table.columns) {
                    const auto same = std::ranges::find(kept.columns, column.name, &column_model::name);
                    if (same != kept.columns.end() and same->type != column.type) around_.retyped.add(table, column);
                }
            }
        }
        around_.retyped.find_circles(before_.tables);
    }
    void lose(const table_model& table, const std::string& name) {
        around_.lost.insert(key_of::relation(table.schema, name));
    }

    void drop_foreign_keys_in_circles() {
        for (const auto& [table, key] : foreign_keys_in_circles(dropped_tables_, around_.before)) {
            for (const piece& each : pieces_of(*table)) {
                if (each.foreign == key) changes_.push_back(drop_piece(*table, each, around_));
            }
            circular_.insert(key);
        }
    }

    void create_schema(const std::string& name) {
        step(change_kind::create_schema, ddl::create_schema(name), name, name).creates = {key_of::schema(name)};
    }
    void drop_schema(const std::string& name) {
        change& drop = step(change_kind::drop_schema, ddl::drop_schema(name), name, name);
        drop.drops = {key_of::schema(name)};
        drop.loses = name;
    }

    void create_enum(const enum_model& type) {
        change& create = step(change_kind::create_enum, ddl::create_enum(type), type.schema, type.name);
        create.creates = {key_of::type(type.schema, type.name)};
        create.needs = {key_of::schema(type.schema)};
    }
    void drop_enum(const enum_model& type) {
        change& drop = step(change_kind::drop_enum, ddl::drop_enum(type), type.schema, type.name);
        drop.drops = {key_of::type(type.schema, type.name)};
        drop.releases = {key_of::schema(type.schema)};
    }

    void create_table(const table_model& table) {
        change& create = step(change_kind::create_table, ddl::create_table(table), table.schema, table.name);
        create.creates = {key_of::relation(table.schema, table.name), key_of::type(table.schema, table.name)};
        create.needs = {key_of::schema(table.schema)};
        for (const column_model& column : table.columns) {
            create.needs.push_back(type_key(column.type));
            if (column.default_expression and create.refusal.empty()) {
                create.refusal = around_.labels.refusal(table, column, *column.default_expression);
            }
        }
        const std::vector<piece> pieces = pieces_of(table);
        const auto apart = [&table](const piece& each) {
            const auto key = std::ranges::find(table.uniques, each.name, &key_model::name);
            return each.is_index() or each.foreign != nullptr or
                   (key != table.uniques.end() and ddl::repeats_a_key(table, *key));
        };
        for (const piece& each : pieces) {
            if (apart(each)) continue;
            append(create.creates, things_of(table, each));
            if (create.refusal.empty()) create.refusal = around_.labels.refusal(table, each.expressions);
        }
        for (const piece& each : pieces) {  // `create` may dangle from here on
            if (apart(each)) changes_.push_back(add_piece(table, each, around_));
        }
    }

    /// What the table looks like in the database is not known, so there is nothing to compare with.
    void take_over(const table_model& table) {
        change& by_hand = step(change_kind::by_hand, "", table.schema, table.name);
        by_hand.refusal = fmt::format("table {}: it was declared existing and is not any more; the kit does not know what the "
                                      "database has.", spoken(table.schema, table.name));
    }

    void drop_table(const table_model& table) {
        change& drop = step(change_kind::drop_table, ddl::drop_table(table), table.schema, table.name);
        const bool with_schema = not table.schema.empty() and not schemas_after_.contains(table.schema);
        if (not with_schema) drop.loses = spoken(table.schema, table.name);
        drop.drops = {key_of::relation(table.schema, table.name), key_of::type(table.schema, table.name)};
        drop.releases = {key_of::schema(table.schema)};
        for (const column_model& column : table.columns) drop.releases.push_back(type_key(column.type));
        for (const piece& each : pieces_of(table)) {
            append(drop.drops, things_of(table, each));
            if (each.foreign != nullptr and not circular_.contains(each.foreign)) {
                append(drop.releases, around_.old_targets(*each.foreign));
            } else if (each.foreign != nullptr) {
                drop.awaits.push_back(key_of::constraint(table.schema, table.name, each.name));
            }
        }
    }

    const model& before_;
    const model& after_;
    surroundings around_;
    std::unordered_map<std::string, const enum_model*> old_enums_, new_enums_;
    std::unordered_set<std::string> schemas_before_, schemas_after_;
    std::unordered_set<std::string> schemas_of_others_;  ///< those with an existing table exist, and are not ours to drop
    std::vector<const table_model*> dropped_tables_;
    std::unordered_set<const foreign_key_model*> circular_;
    std::vector<change> changes_;
};
}  // namespace detail

/// The changes that make a database of schema `before` into one of schema `after`, in an order in which they
/// can run; empty when nothing differs. The order of tables and columns does not count.
///
/// A difference that the kit cannot express yet stands among them with a `refusal`; it never goes missing.
/// Errors: `kit_error` when PostgreSQL would refuse `after` as a whole: see `validate`.
[[nodiscard]] inline std::vector<change> diff(model before, model after) {
    before = normalised(std::move(before));
    after = normalised(std::move(after));
    if (before == after) return {};  // the usual case, without the work of the rest
    validate(after);
    return detail::difference{before, after}.changes();
}
}  // namespace virga::kit
