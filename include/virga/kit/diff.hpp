// virga/kit/diff.hpp: the changes that make one schema into another.
#pragma once

#include <algorithm>      // std::ranges::copy_if
#include <iterator>       // std::back_inserter
#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <unordered_set>  // std::unordered_set
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>             // virga::kit::change
#include <virga/kit/ddl.hpp>                // virga::kit::ddl
#include <virga/kit/model.hpp>              // virga::kit::model
#include <virga/kit/model/lists.hpp>        // virga::kit::detail::any_of, find
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object, steps_aside
#include <virga/kit/plan/circles.hpp>       // virga::kit::detail::foreign_keys_in_circles
#include <virga/kit/plan/columns_of_type.hpp>  // virga::kit::detail::types_within
#include <virga/kit/plan/diff_composite.hpp>  // virga::kit::detail::composite_difference
#include <virga/kit/plan/diff_context.hpp>  // virga::kit::detail::diff_context
#include <virga/kit/plan/diff_enum.hpp>     // virga::kit::detail::append_remaking, append_new_labels
#include <virga/kit/plan/diff_standing.hpp>  // virga::kit::detail::standing_difference
#include <virga/kit/plan/diff_table.hpp>    // virga::kit::detail::table_difference
#include <virga/kit/plan/held.hpp>          // virga::kit::detail::held_objects, held_policies
#include <virga/kit/plan/joined.hpp>        // virga::kit::detail::joined
#include <virga/kit/plan/made_anew.hpp>     // virga::kit::detail::lose_columns_made_anew
#include <virga/kit/plan/order.hpp>         // virga::kit::in_order
#include <virga/kit/plan/renamed_label.hpp>  // virga::kit::detail::declares_label_renames, label_renames
#include <virga/kit/plan/standing.hpp>      // virga::kit::detail::standing_objects
#include <virga/kit/plan/type_change.hpp>   // virga::kit::detail::leaves_casts
#include <virga/kit/validate.hpp>           // virga::kit::validate, normalised

namespace virga::kit {

namespace detail {

class difference {
public:
    difference(const model& before, const model& after)
        : before_(before), after_(after), around_{schema_side{before}, schema_side{after}} {
        know_standing(around_.before, before_);
        know_standing(around_.after, after_);
        find_types_under_domains();
        find_sequences();
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
        const standing_difference standing{standing_objects(before_, around_.before, schemas_of_others_),
                                           standing_objects(after_, around_.after, schemas_of_others_), around_.lost,
                                           [this] { return lose_columns_made_anew(); }};
        standing.append_creations(changes_, false, around_);
        standing.append_alterations(changes_, around_, [this](const object& old, const object& type) {
            if (type.kind == &composite_kind) return;  // all of them together, below
            if (type.kind == &domain_type_kind) {
                return append_domain_changes(*static_cast<const domain_type_model*>(old.model),
                                             *static_cast<const domain_type_model*>(type.model),
                                             columns_of(key_of::type(type.schema, type.name)),
                                             column_around(key_of::type(type.schema, type.name)), around_.before,
                                             around_.after, around_.lost, changes_);
            }
            const auto made = around_.remade.find(key_of::type(type.schema, type.name));
            if (made != around_.remade.end()) return append_remaking(made->second, changes_);
            append_new_labels(*static_cast<const enum_model*>(old.model), *static_cast<const enum_model*>(type.model),
                              around_.labels, changes_);
        });
        composite_difference{before_, after_}.append_changes(changes_);
        standing.append_drops(changes_, true);
        for (const table_model& table : after_.tables) {
            if (table.existing) continue;
            const table_model* old = around_.before.find(table.schema, table.name);
            if (old == nullptr) create_table(table);
            else if (old->existing) take_over(table);
            else if (*old != table or is_concerned(*old)) table_difference{*old, table, around_, changes_}.append_changes();
        }
        for (const table_model* table : dropped_tables_) drop_table(*table);
        standing.append_creations(changes_, true, around_);
        standing.append_drops(changes_, false);
        return joined(in_order(std::move(changes_)));
    }

private:
    void find_sequences() {
        for (const own_sequence_model& each : after_.sequences) {
            around_.sequences[qualified(each.schema, each.name)] = {&each, true};
        }
        for (const own_sequence_model& each : before_.sequences) {
            const auto same = around_.sequences.find(qualified(each.schema, each.name));
            if (same != around_.sequences.end()) same->second.comes = false;
        }
    }
    void find_types_under_domains() {
        std::unordered_map<std::string, const domain_type_model*> by_key;
        for (const domain_type_model& each : after_.domains) by_key.emplace(key_of::type(each.schema, each.name), &each);
        for (const auto& [key, domain] : by_key) {
            bool not_null = false, has_default = false;
            std::string type = domain->type;
            for (const domain_type_model* each = domain; each != nullptr;) {
                not_null = not_null or each->not_null;
                has_default = has_default or each->default_expression.has_value();
                type = each->type;
                const auto under = type.ends_with(']') ? by_key.end() : by_key.find(type_key(type));
                each = under == by_key.end() ? nullptr : under->second;
            }
            if (not_null and not has_default) around_.never_null.emplace(key, type);
            around_.under_domains.emplace(key, std::move(type));
        }
    }
    /// The columns that have, before the migration, values of a type: `public.t.a, public.t.b`.
    [[nodiscard]] std::string columns_of(const std::string& type) const {
        std::string all;
        for (const column_of_type& of : types_within{before_}.columns(type)) {
            (all += all.empty() ? "" : ", ") += spoken(of.table->schema, of.table->name, of.column->name);
        }
        return all;
    }
    /// A column that has, before the migration, values of a type in arrays or composite values; empty if there is none.
    [[nodiscard]] std::string column_around(const std::string& type) const {
        const types_within types{before_};
        for (const column_of_type& of : types.columns(type)) {
            if (not types.is_over(of.column->type, type)) return spoken(of.table->schema, of.table->name, of.column->name);
        }
        return {};
    }
    /// Whether something of a table has to be done, though the table itself does not change: what it holds steps aside, or a domain
    /// of it has another default.
    [[nodiscard]] bool is_concerned(const table_model& table) const {
        const auto is_filled_otherwise = [&](const column_model& each) { return around_.is_filled_otherwise(each, each); };
        if (any_of(table.columns, is_filled_otherwise)) return true;
        if (around_.lost.empty()) return false;
        const auto is_remade = [&](const column_model& each) { return around_.remaking_of(each, each) != nullptr; };
        const auto is_anew = [&](const column_model& each) {
            return is_made_anew(table, each, each, around_.before, around_.lost);
        };
        if (any_of(table.columns, is_remade) or any_of(table.columns, is_anew)) return true;
        const auto aside = [&](const object& each) { return steps_aside(table, each, around_.lost); };
        const auto has_lost_default = [&](const column_model& column) {
            return around_.has_lost(default_needs(column, around_.before));
        };
        return any_of(held_objects(table, around_.before, around_.before), aside) or
               any_of(held_policies(table, around_.before), aside) or
               any_of(table.columns, has_lost_default);
    }

    /// What goes or changes so that what leans on it has to go first: tables, unique constraints and indexes, columns, types.
    void find_losses() {
        composite_difference{before_, after_}.lose_attributes(around_.lost);
        lose_checks(before_.domains, after_.domains, around_.lost);
        std::vector<const table_model*> switched;  // between logged and unlogged, which tables in a circle can only without it
        for (const table_model& table : before_.tables) {
            if (table.existing) continue;
            const table_model* const kept = around_.after.find(table.schema, table.name);
            if (kept == nullptr) {
                dropped_tables_.push_back(&table);
                lose(table, table.name);
            } else if (table != *kept and not kept->existing) {
                if (table.unlogged != kept->unlogged) switched.push_back(&table);
                find_losses(table, *kept);
            }
        }
        find_remade_columns();
        around_.retyped.find_circles(before_.tables);
        for (const table_model& table : before_.tables) {
            for (const foreign_key_model& key : table.foreign_keys) {
                if (around_.retyped.steps_aside(table, key)) step_aside(table, key);
            }
        }
        for (const auto& [table, key] : foreign_keys_in_circles(switched, around_.before)) step_aside(*table, *key);
    }
    /// The columns of enum types that are made anew.
    void find_remade_columns() {
        around_.remade = find_remade(before_, after_);
        if (around_.remade.empty()) return;
        for (const auto& [key, made] : around_.remade) around_.lost.insert(key);
        const auto refuse_under = [this](const auto& of, const std::string& type) {
            if (not around_.remade.contains(type_key(type))) return;
            change by_hand{change_kind::by_hand, "", of.schema, of.name};
            by_hand.refusal = fmt::format("{0} {1}: its type {2} has to be made anew, as labels go or move, which the kit does "
                                          "not do under a {0}.", of.called, spoken(of.schema, of.name), type);
            changes_.push_back(std::move(by_hand));
        };
        for (const domain_type_model& each : before_.domains) refuse_under(each, each.type);
        for (const composite_model& each : before_.composites) {
            for (const attribute_model& attribute : each.attributes) refuse_under(each, attribute.type);
        }
        for (const table_model& table : before_.tables) {
            const table_model* const kept = around_.after.find(table.schema, table.name);
            if (kept == nullptr) continue;
            for (const column_model& column : table.columns) {
                const auto same = find(kept->columns, column.name, &column_model::name);
                if (same == kept->columns.end() or around_.remaking_of(column, *same) == nullptr) continue;
                if (table.existing) {
                    change by_hand{change_kind::by_hand, "", table.schema, table.name};
                    by_hand.refusal = fmt::format("table {}, column {}: its type {} has to be made anew, as labels go or move, and "
                                                  "others keep the table.", spoken(table.schema, table.name), column.name,
                                                  column.type);
                    changes_.push_back(std::move(by_hand));
                    continue;
                }
                around_.lost.insert(key_of::pinned_type(table.schema, table.name, column.name));
                around_.lost.insert(key_of::meaning(table.schema, table.name, column.name));
                around_.retyped.add(table, column, column.type, true);
                const remade_enum& made = *around_.remaking_of(column, *same);
                const auto has_heir = [&made](const std::string& label) { return not made.heir_of(label).empty(); };
                if (any_of(made.before->labels, has_heir)) convert(table, column);
            }
        }
    }
    /// Notes that rows get other values there.
    void convert(const table_model& table, const column_model& column) {
        around_.converted.insert(key_of::column_type(table.schema, table.name, column.name));
    }
    void step_aside(const table_model& table, const foreign_key_model& key) {
        const std::string constraint = key_of::constraint(table.schema, table.name, key.name);
        around_.lost.insert(constraint);
        around_.before.aside.insert(constraint);
    }
    void find_losses(const table_model& table, const table_model& kept) {
        if (table.primary_key and table.primary_key != kept.primary_key) lose(table, table.primary_key->name);
        for (const key_model& key : table.uniques) {
            if (find(kept.uniques, key) == kept.uniques.end()) lose(table, key.name);
        }
        for (const index_model& index : table.indexes) {
            const bool kept_too = find(kept.indexes, index) != kept.indexes.end();
            if (index.unique and not kept_too) lose(table, index.name);
        }
        for (const column_model& column : table.columns) {
            const auto same = find(kept.columns, column.name, &column_model::name);
            if (same == kept.columns.end()) {
                around_.lost.insert(key_of::column(table.schema, table.name, column.name));
                continue;
            }
            const bool is_filled = same->not_null and not column.not_null and not same->conversion.backfill.empty();
            const bool is_declared = same->type != column.type and not same->conversion.type.empty();
            if (is_filled or is_declared or changes_values(column.type, same->type)) convert(table, column);
            if (ddl::type_of(*same) != ddl::type_of(column)) {
                around_.lost.insert(key_of::pinned_type(table.schema, table.name, column.name));
                if (same->type == column.type) continue;  // another collation
                around_.retyped.add(table, column, same->type, is_declared);
                if (leaves_casts(column.type, same->type)) {
                    around_.lost.insert(key_of::meaning(table.schema, table.name, column.name));
                }
            }
        }
    }
    bool lose_columns_made_anew() {
        bool any = false;
        for (const table_model& table : before_.tables) {
            const table_model* const kept = around_.after.find(table.schema, table.name);
            if (kept == nullptr or table.existing or kept->existing) continue;
            any = detail::lose_columns_made_anew(table, *kept, around_.before, around_.lost) or any;
        }
        return any;
    }
    void lose(const table_model& table, const std::string& name) {
        around_.lost.insert(key_of::relation(table.schema, name));
    }

    void drop_foreign_keys_in_circles() {
        for (const auto& [table, key] : foreign_keys_in_circles(dropped_tables_, around_.before)) {
            changes_.push_back(drop_object(*table, object_of(*table, *key, around_.before, around_.before)));
            circular_.insert(key);
        }
    }

    static change alter_default(const table_model& table, const column_model& column, const std::string& action) {
        return {change_kind::alter_column, ddl::alter_column(table, column.name, action), table.schema, table.name};
    }
    /// A default may name tables, its own among them, and they have to be there: so it comes when they are.
    void create_table(const table_model& table) {
        std::vector<change> defaults;
        for (const column_model& column : table.columns) {
            if (relations_named_by_default(column, around_.after).empty()) continue;
            defaults.push_back(alter_default(table, column, "set default " + *column.default_expression));
            defaults.back().needs = default_needs(column, around_.after);
            defaults.back().needs.push_back(key_of::relation(table.schema, table.name));
        }
        if (defaults.empty()) return create_with_its_defaults(table);
        table_model without = table;
        for (column_model& column : without.columns) {
            if (not relations_named_by_default(column, around_.after).empty()) column.default_expression.reset();
        }
        create_with_its_defaults(without);
        append(changes_, std::move(defaults));
    }
    void create_with_its_defaults(const table_model& table) {
        change create{change_kind::create_table, ddl::create_table(table), table.schema, table.name};
        create.creates = {key_of::relation(table.schema, table.name), key_of::type(table.schema, table.name)};
        create.needs = {key_of::schema(table.schema)};
        for (const column_model& column : table.columns) {
            create.needs.push_back(type_key(column.type));
            append(create.needs, default_needs(column, around_.after));
            const bool uses_label = column.default_expression and around_.labels.are_used(column, *column.default_expression);
            if (uses_label or around_.labels.are_used(table, column.generated)) create.awaits_commit = true;
            if (column.identity != identity_model::none) {
                create.creates.push_back(key_of::relation(table.schema, sequence_name(table.name, column.name)));
            }
        }
        std::vector<object> apart;
        for (object& each : held_objects(table, around_.after, around_.before)) {
            if (each.clause.empty()) {
                apart.push_back(std::move(each));
                continue;
            }
            append(create.creates, each.provides);
            append(create.needs, standing_needs(each.text, around_.after));
            if (around_.uses_new_label(each)) create.awaits_commit = true;
        }
        changes_.push_back(std::move(create));
        append(apart, row_security_of(table));
        append(apart, held_policies(table, around_.after));
        for (const object& each : apart) {
            changes_.push_back(create_object(table, each));
            changes_.back().awaits_commit = around_.uses_new_label(each);
        }
    }

    /// What the table looks like in the database is not known, so there is nothing to compare with.
    void take_over(const table_model& table) {
        change by_hand{change_kind::by_hand, "", table.schema, table.name};
        by_hand.refusal = fmt::format("table {}: it was declared existing and is not any more; the kit does not know what the "
                                      "database has.", spoken(table.schema, table.name));
        changes_.push_back(std::move(by_hand));
    }

    /// A default goes with its table, but for one that names another that is dropped, too, which may name this one.
    void drop_default_before(change& drop, const table_model& table, const column_model& column) {
        const std::string own = key_of::relation(table.schema, table.name);
        std::vector<std::string> needs = default_needs(column, around_.before);
        std::erase(needs, own);
        const auto is_dropped = [&](const std::string& key) { return key != own and around_.lost.contains(key); };
        if (not any_of(relations_named_by_default(column, around_.before), is_dropped)) return append(drop.releases, needs);
        change value = alter_default(table, column, "drop default");
        value.releases = std::move(needs);
        value.drops = {key_of::default_of(table.schema, table.name, column.name)};
        append(drop.awaits, value.drops);
        changes_.push_back(std::move(value));
    }

    /// What a table holds goes with it, but for foreign keys in circles, and for policies that keep something else from going.
    void drop_table(const table_model& table) {
        change drop{change_kind::drop_table, ddl::drop_table(table), table.schema, table.name};
        const bool with_schema = not table.schema.empty() and not schemas_after_.contains(table.schema);
        if (not with_schema) drop.loses = spoken(table.schema, table.name);
        drop.drops = {key_of::relation(table.schema, table.name), key_of::type(table.schema, table.name)};
        drop.releases = {key_of::schema(table.schema)};
        for (const column_model& column : table.columns) {
            drop.releases.push_back(type_key(column.type));
            drop_default_before(drop, table, column);
            if (column.identity == identity_model::none) continue;
            drop.drops.push_back(key_of::relation(table.schema, sequence_name(table.name, column.name)));
        }
        for (const object& each : held_objects(table, around_.before, around_.before)) {
            if (each.kind->is_state) continue;
            append(drop.drops, each.provides);
            if (not circular_.contains(each.model)) append(drop.releases, each.needs);
        }
        for (const object& each : held_policies(table, around_.before)) {
            append(drop.drops, each.provides);
            if (steps_aside(table, each, around_.lost)) changes_.push_back(drop_object(table, each));
            std::ranges::copy_if(each.needs, std::back_inserter(drop.releases), key_of::is_role);
        }
        changes_.push_back(std::move(drop));
    }

    const model& before_;
    const model& after_;
    diff_context around_;
    std::unordered_set<std::string> schemas_after_;
    std::unordered_set<std::string> schemas_of_others_;  ///< those with an existing table exist, and are not ours to drop
    std::vector<const table_model*> dropped_tables_;
    std::unordered_set<const void*> circular_;  ///< foreign keys
    std::vector<change> changes_;
};

/// `diff` of two schemas that are normalised. Nothing is copied, unless labels may have other names.
[[nodiscard]] inline std::vector<change> diff_normalised(const model& before, const model& after) {
    if (before == after) return {};  // the usual case, without the work of the rest
    validate(after);
    if (not declares_label_renames(after)) return difference{before, after}.changes();
    model renamed = before;
    std::vector<change> changes = label_renames(renamed, after);
    for (change& step : difference{renamed, after}.changes()) changes.push_back(std::move(step));
    return changes;
}
}  // namespace detail

/// The changes that make a database of schema `before` into one of schema `after`, in an order in which they
/// can run; empty when nothing differs. The order of tables and columns does not count.
///
/// A difference that the kit cannot express yet stands among them with a `refusal`; it never goes missing.
/// Errors: `kit_error` when PostgreSQL would refuse `after` as a whole: see `validate`.
[[nodiscard]] inline std::vector<change> diff(model before, model after) {
    return detail::diff_normalised(normalised(std::move(before)), normalised(std::move(after)));
}
}  // namespace virga::kit
