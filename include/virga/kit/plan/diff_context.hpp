// virga/kit/plan/diff_context.hpp: what the changes of one object have to know of the others.
#pragma once

#include <string>         // std::string
#include <unordered_map>  // std::unordered_map
#include <vector>         // std::vector

#include <virga/kit/model/lists.hpp>      // virga::kit::detail::any_of
#include <virga/kit/object/object.hpp>    // virga::kit::detail::lost_keys, object
#include <virga/kit/object/sequence.hpp>  // virga::kit::own_sequence_model
#include <virga/kit/object/table.hpp>     // virga::kit::table_model
#include <virga/kit/plan/diff_enum.hpp>   // virga::kit::detail::remade_enums
#include <virga/kit/plan/held.hpp>        // virga::kit::detail::schema_side
#include <virga/kit/plan/new_labels.hpp>  // virga::kit::detail::new_labels
#include <virga/kit/plan/retyped.hpp>     // virga::kit::detail::retyped_columns

namespace virga::kit::detail {

/// The schema before and after, what of it goes, and what changes its type.
struct diff_context {
    schema_side before;
    schema_side after;
    new_labels labels{};
    lost_keys lost{};
    retyped_columns retyped{};
    remade_enums remade{};
    lost_keys converted{};  ///< of the types of columns that get other values, which may be against what they met before
    /// The types under domains that are not null and have no default, by the keys of the domains.
    std::unordered_map<std::string, std::string> never_null{};
    std::unordered_map<std::string, std::string> under_domains{};  ///< the types under all domains, likewise
    /// A sequence that belongs to no column, after the migration.
    struct standing_sequence {
        const own_sequence_model* model = nullptr;
        bool comes = false;  ///< with the migration
    };
    std::unordered_map<std::string, standing_sequence> sequences{};  ///< by their names as SQL has them

    /// Whether something of that goes, or changes so that what leans on it has to go first.
    [[nodiscard]] bool has_lost(const std::vector<std::string>& keys) const {
        return any_of(keys, [this](const std::string& key) { return lost.contains(key); });
    }
    /// Whether a column that has no default of its own comes to have another one of its domain.
    [[nodiscard]] bool is_filled_otherwise(const column_model& column, const column_model& later) const {
        const std::string* const now = later.default_expression ? nullptr : after.defaults.of(later);
        if (now == nullptr) return false;
        const std::string* const old = before.defaults.of(column);
        return old == nullptr or *old != *now;
    }
    /// The type under that of a column, where that is a domain which takes no NULL and gives no value itself; else null.
    [[nodiscard]] const std::string* under_never_null(const column_model& column) const {
        if (never_null.empty() or column.type.ends_with(']')) return nullptr;
        const auto found = never_null.find(type_key(column.type));
        return found == never_null.end() ? nullptr : &found->second;
    }
    /// The type of a column, or that under its domains.
    [[nodiscard]] const std::string& plain_type(const column_model& column) const {
        if (under_domains.empty() or column.type.ends_with(']')) return column.type;
        const auto found = under_domains.find(type_key(column.type));
        return found == under_domains.end() ? column.type : found->second;
    }
    /// The enum type of a column that stays of it, if that is made anew; else null.
    [[nodiscard]] const remade_enum* remaking_of(const column_model& column, const column_model& later) const {
        if (remade.empty() or column.type != later.type) return nullptr;
        const auto found = remade.find(type_key(column.type));
        return found == remade.end() ? nullptr : &found->second;
    }

    /// Whether an object of `table` finds other values in rows than before: those of columns that are converted, or computed anew.
    [[nodiscard]] bool finds_other_values(const table_model& table, const object& of) const {
        const auto is_another = [&](const std::string& column) {
            return converted.contains(key_of::column_type(table.schema, table.name, column)) or
                   lost.contains(key_of::column(table.schema, table.name, column));
        };
        return any_of(of.columns, is_another) or any_of(of.mentioned, is_another) or
               any_of(of.needs, [this](const std::string& key) {
                   return converted.contains(key) or (key_of::is_column(key) and lost.contains(key));
               });
    }
    /// Whether an object uses a label that comes with this difference.
    [[nodiscard]] bool uses_new_label(const object& of) const {
        return any_of(of.speaks_of, [&](const table_model* table) { return labels.are_used(*table, of.text); });
    }
};
}  // namespace virga::kit::detail
