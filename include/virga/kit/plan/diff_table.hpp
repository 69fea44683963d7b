// virga/kit/plan/diff_table.hpp: the changes that make one table into another.
#pragma once

#include <algorithm>      // std::ranges::count, reverse
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>             // virga::kit::change
#include <virga/kit/ddl.hpp>                // virga::kit::ddl
#include <virga/kit/model.hpp>              // virga::kit::table_model
#include <virga/kit/plan/diff_context.hpp>  // virga::kit::detail::diff_context
#include <virga/kit/plan/diff_objects.hpp>  // virga::kit::detail::held_difference
#include <virga/kit/plan/held.hpp>          // virga::kit::detail::held_objects, held_policies
#include <virga/kit/plan/new_labels.hpp>    // virga::kit::detail::type_key
#include <virga/kit/plan/type_change.hpp>   // virga::kit::detail::keeps_every_value, writes_rows_anew

namespace virga::kit::detail {

/// Compares one table before and after, and appends what has to change.
class table_difference {
public:
    table_difference(const table_model& before, const table_model& after, const diff_context& around,
                     std::vector<change>& changes)
        : before_(before), after_(after), around_(around), changes_(changes) {}

    void append_changes() {
        for (const column_model& column : before_.columns) old_columns_.emplace(column.name, &column);
        for (const column_model& column : after_.columns) new_columns_.emplace(column.name, &column);
        const held_difference constraints{before_, after_, held_objects(before_, around_.before, around_.before),
                                          held_objects(after_, around_.after, around_.before), around_};
        constraints.append_drops(changes_);
        for (const column_model& column : before_.columns) {
            if (not new_columns_.contains(column.name)) drop_column(column, constraints);
        }
        for (const column_model& column : after_.columns) {
            if (not old_columns_.contains(column.name)) add_column(column);
        }
        for (const column_model& column : after_.columns) {
            const auto old = old_columns_.find(column.name);
            if (old != old_columns_.end()) alter_column(*old->second, column);
        }
        constraints.append_creations(changes_);
        append_guards();
    }

private:
    using columns_by_name = std::unordered_map<std::string_view, const column_model*>;

    /// What guards the rows: security is on before the first policy comes, and off after the last has gone.
    void append_guards() {
        const held_difference policies{before_, after_, held_policies(before_, around_.before),
                                       held_policies(after_, around_.after), around_};
        std::vector<object> switched = row_security_of(before_);
        std::ranges::reverse(switched);
        const held_difference security{before_, after_, std::move(switched), row_security_of(after_), around_};
        policies.append_drops(changes_);
        security.append_creations(changes_);
        policies.append_creations(changes_);
        security.append_drops(changes_);
    }

    change step(change_kind kind, std::string sql) const {
        change made{kind, std::move(sql), after_.schema, after_.name};
        made.needs = {key_of::relation(after_.schema, after_.name)};
        return made;
    }

    void drop_column(const column_model& column, const held_difference& constraints) {
        change drop = step(change_kind::drop_column, ddl::drop_column(after_, column.name));
        drop.loses = spoken(after_.schema, after_.name, column.name);
        drop.drops = {key_of::column(after_.schema, after_.name, column.name)};
        drop.releases = {type_key(column.type)};
        append(drop.releases, default_needs(column, around_.before));
        constraints.go_with(column.name, drop);
        changes_.push_back(std::move(drop));
    }

    void add_column(const column_model& column) {
        change add = step(change_kind::add_column, ddl::add_column(after_, column));
        add.creates = {key_of::column(after_.schema, after_.name, column.name)};
        add.needs.push_back(type_key(column.type));
        append(add.needs, default_needs(column, around_.after));
        add.awaits_commit = column.default_expression and around_.labels.are_used(column, *column.default_expression);
        if (column.not_null and not column.default_expression and column.identity == identity_model::none) {
            add.caution = fmt::format("{} is not null and has no default: adding it fails if the table holds rows.",
                                      spoken(after_.schema, after_.name, column.name));
        }
        changes_.push_back(std::move(add));
    }

    change alter(const column_model& column, std::string_view action) const {
        return step(change_kind::alter_column, ddl::alter_column(after_, column.name, action));
    }

    /// Turns the values of an enum type into those of the type made anew beside it. A default keeps the old one, so it goes
    /// meanwhile.
    void remake(const column_model& after, const remade_enum& made) {
        const std::string type_of_it = key_of::column_type(after_.schema, after_.name, after.name);
        change type = alter(after, "type " + after.type + " using " + made.converted(after));
        type.creates = {type_of_it};
        type.drops = {type_of_it};
        append(type.needs, std::vector{type_key(after.type), made.former_key()});
        type.releases = {made.used_key()};
        type.caution = fmt::format("{} gets its values anew, as the labels of {} go or move: nobody else can read the table "
                                   "meanwhile.", spoken(after_.schema, after_.name, after.name), after.type);
        changes_.push_back(std::move(type));
    }

    void alter_column(const column_model& before, const column_model& after) {
        const std::string identity = key_of::identity(after_.schema, after_.name, after.name);
        const std::string type_of_it = key_of::column_type(after_.schema, after_.name, after.name);
        if (ddl::type_of(before) != ddl::type_of(after)) {
            change type = alter(after, "type " + ddl::type_of(after));
            type.creates = {type_of_it};
            type.drops = {type_of_it};
            append(type.needs, around_.retyped.referred_by(before_, after.name));
            type.needs.push_back(type_key(after.type));
            type.releases = {type_key(before.type)};
            type.awaits = {identity};  // which not every type can have
            if (before.type == after.type) {
                type.caution = fmt::format("{} changes its collation: PostgreSQL makes its indexes anew, and nobody else can read "
                                           "the table meanwhile.", spoken(after_.schema, after_.name, after.name));
            } else if (not keeps_every_value(before.type, after.type)) {
                type.kind = change_kind::by_hand;
                type.refusal = fmt::format("{}: the type changes from {} to {}, which PostgreSQL does not do by itself, or not "
                                           "without loss.", where(after), before.type, after.type);
            } else if (writes_rows_anew(before.type, after.type)) {
                type.caution = fmt::format("{} changes its type from {} to {}: PostgreSQL writes the table anew, and nobody else "
                                           "can read it meanwhile.", spoken(after_.schema, after_.name, after.name), before.type,
                                           after.type);
            }
            changes_.push_back(std::move(type));
        }
        const remade_enum* const made = around_.remaking_of(before, after);
        if (made != nullptr) remake(after, *made);
        // A constant in quotes would stay one of the old type.
        const bool read_anew = before.type != after.type and after.default_expression and
                               (after.default_expression->starts_with('\'') or after.default_expression->starts_with("E'"));
        const std::vector<std::string> leaned_on = default_needs(before, around_.before);
        const bool steps_aside = (around_.has_lost(leaned_on) or made != nullptr) and before.default_expression and
                                 after.default_expression;
        if (steps_aside) {
            changes_.push_back(alter(after, "drop default"));
            changes_.back().releases = leaned_on;
            changes_.back().releases.push_back(type_of_it);
        }
        if (before.default_expression != after.default_expression or read_anew or steps_aside) {
            change value = alter(after, "drop default");
            value.releases = {type_of_it};
            if (after.default_expression) {
                value = alter(after, "set default " + *after.default_expression);
                value.needs.push_back(type_of_it);
                append(value.needs, default_needs(after, around_.after));
            }
            if (not steps_aside) append(value.releases, leaned_on);
            value.awaits = {identity};
            value.awaits_commit = after.default_expression and around_.labels.are_used(after, *after.default_expression);
            changes_.push_back(std::move(value));
        }
        if (before.identity != after.identity or before.sequence != after.sequence) alter_identity(before, after, identity);
        if (before.not_null != after.not_null) alter_nullability(after, identity);
    }

    void alter_identity(const column_model& before, const column_model& after, const std::string& identity) {
        const std::string generated = after.identity == identity_model::always ? "always" : "by default";
        if (before.identity == identity_model::none) {
            change add = alter(after, "add " + ddl::identity(after));
            add.kind = change_kind::by_hand;
            add.needs.push_back(key_of::column_type(after_.schema, after_.name, after.name));
            add.refusal = fmt::format("{}: it becomes an identity, whose sequence has to be set past the values in the table.",
                                      where(after));
            changes_.push_back(std::move(add));
        } else if (after.identity == identity_model::none) {
            changes_.push_back(alter(after, "drop identity"));
            changes_.back().drops = {identity};
        } else {
            const std::string options = ddl::sequence_options(before.sequence, after.sequence, "set ");
            const std::string kind = before.identity == after.identity ? "" : " set generated " + generated;
            if (kind.empty() and options.empty()) return;
            changes_.push_back(alter(after, (kind + options).substr(1)));
            if (options.empty()) return;
            changes_.back().caution = fmt::format("{} counts otherwise from now on, and goes on from where its sequence stands: "
                                                  "that fails if it stands outside of its new ends.",
                                                  spoken(after_.schema, after_.name, after.name));
        }
    }

    void alter_nullability(const column_model& after, const std::string& identity) {
        if (after.not_null) {
            const bool by_key = after_.primary_key and std::ranges::count(after_.primary_key->columns, after.name) != 0;
            if (by_key and after.identity == identity_model::none) return;  // the new primary key does it
            changes_.push_back(alter(after, "set not null"));
            changes_.back().caution = fmt::format("{} becomes not null: that fails if a row holds NULL there.",
                                                  spoken(after_.schema, after_.name, after.name));
        } else {
            change drop = alter(after, "drop not null");
            drop.awaits = {identity};
            if (before_.primary_key) drop.awaits.push_back(key_of::relation(before_.schema, before_.primary_key->name));
            changes_.push_back(std::move(drop));
        }
    }

    [[nodiscard]] std::string where(const column_model& column) const {
        return "table " + spoken(after_.schema, after_.name) + ", column " + column.name;
    }

    const table_model& before_;
    const table_model& after_;
    const diff_context& around_;
    std::vector<change>& changes_;
    columns_by_name old_columns_, new_columns_;
};
}  // namespace virga::kit::detail
