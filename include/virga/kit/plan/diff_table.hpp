// virga/kit/plan/diff_table.hpp: the changes that make one table into another.
#pragma once

#include <algorithm>      // std::find_if, std::ranges::reverse
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>             // virga::kit::change
#include <virga/kit/ddl.hpp>                // virga::kit::ddl
#include <virga/kit/model.hpp>              // virga::kit::table_model
#include <virga/kit/model/lists.hpp>        // virga::kit::detail::any_of, count, find
#include <virga/kit/model/mentions.hpp>     // virga::kit::detail::spoken_names
#include <virga/kit/model/names.hpp>        // virga::kit::sequence_name
#include <virga/kit/model/written.hpp>      // virga::kit::detail::drawn_sequence
#include <virga/kit/object/own_sequence.hpp>  // the statements about sequences of columns
#include <virga/kit/plan/diff_context.hpp>  // virga::kit::detail::diff_context
#include <virga/kit/plan/diff_objects.hpp>  // virga::kit::detail::held_difference
#include <virga/kit/plan/held.hpp>          // virga::kit::detail::held_objects, held_policies
#include <virga/kit/plan/new_labels.hpp>    // virga::kit::detail::type_key
#include <virga/kit/plan/type_change.hpp>   // virga::kit::detail::changes_values, digits_of_whole, keeps_every_value
#include <virga/kit/validate.hpp>           // virga::kit::keys_over

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
        refuse_partitioning();
        constraints.append_drops(changes_);
        for (const column_model& column : before_.columns) {
            if (not new_columns_.contains(column.name) or is_made_anew(column.name)) drop_column(column, constraints);
        }
        for (const column_model& column : after_.columns) {
            if (not old_columns_.contains(column.name) or is_made_anew(column.name)) add_column(column, constraints);
        }
        for (const column_model& column : after_.columns) {
            const auto old = old_columns_.find(column.name);
            if (old != old_columns_.end() and not is_made_anew(column.name)) alter_column(*old->second, column, constraints);
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

    /// Whether a column that stays goes and comes, as one that is generated does where it cannot be altered.
    [[nodiscard]] bool is_made_anew(const std::string& name) const {
        return around_.lost.contains(column_key(name)) and new_columns_.contains(name) and old_columns_.contains(name);
    }
    [[nodiscard]] std::string column_key(const std::string& name) const {
        return key_of::column(after_.schema, after_.name, name);
    }
    [[nodiscard]] std::string type_key_of(const std::string& name) const {
        return key_of::column_type(after_.schema, after_.name, name);
    }
    [[nodiscard]] std::string unfilled_key(const std::string& name) const {
        return key_of::unfilled(after_.schema, after_.name, name);
    }
    [[nodiscard]] std::string checked_key(const std::string& name) const {
        return "checked " + unfilled_key(name);
    }
    /// The keys of columns, and of their types.
    [[nodiscard]] std::vector<std::string> keys_of_columns(const std::vector<std::string>& names) const {
        std::vector<std::string> keys;
        for (const std::string& each : names) append(keys, std::vector{column_key(each), type_key_of(each)});
        return keys;
    }
    /// The keys of the columns of `table` that a text may speak of, and of their types; not of `own`.
    [[nodiscard]] std::vector<std::string> spoken_columns(const table_model& table, const std::string& sql,
                                                          const std::string& own) const {
        std::vector<std::string> all;
        const spoken_names names{sql};
        for (const column_model& each : table.columns) {
            if (each.name != own and names.hold(each.name)) all.push_back(each.name);
        }
        return keys_of_columns(all);
    }

    /// The keys of the columns that a text may speak of, and that go.
    [[nodiscard]] std::vector<std::string> spoken_columns_that_go(const std::string& sql) const {
        std::vector<std::string> keys;
        if (sql.empty()) return keys;
        const spoken_names names{sql};
        for (const column_model& each : before_.columns) {
            if (not new_columns_.contains(each.name) and names.hold(each.name)) keys.push_back(column_key(each.name));
        }
        return keys;
    }
    /// What PostgreSQL cannot do of the partitioning of a table.
    void refuse_partitioning() {
        const std::string here = "table " + spoken(after_.schema, after_.name);
        const auto refuse = [this](std::string sentence) {
            change by_hand{change_kind::by_hand, "", after_.schema, after_.name};
            by_hand.refusal = std::move(sentence);
            changes_.push_back(std::move(by_hand));
        };
        if (before_.partitioned_by != after_.partitioned_by or before_.partition_key != after_.partition_key) {
            return refuse(fmt::format("{}: PostgreSQL cannot make a table partitioned, or partition it otherwise. Declare another "
                                      "table, and move the rows.", here));
        }
        for (const column_model& column : after_.columns) {
            if (old_columns_.contains(column.name) or not is_identity(column.identity) or before_.partitions.empty()) continue;
            refuse(fmt::format("{}, column {}: it comes as an identity, which PostgreSQL before 17 does not add to a table that "
                               "has partitions. Declare it serial.", here, column.name));
        }
        for (const partition_model& each : before_.partitions) {
            const auto same = find(after_.partitions, each.name, &partition_model::name);
            if (same == after_.partitions.end()) continue;
            if (same->partitioned_by == each.partitioned_by and same->partition_key == each.partition_key) continue;
            refuse(fmt::format("{}, partition {}: PostgreSQL cannot make a partition partitioned, or partition it otherwise. "
                               "Declare another one, and move the rows.", here, each.name));
        }
        for (const std::string& name : ddl::partition_columns(after_)) {
            const auto old = old_columns_.find(name), now = new_columns_.find(name);
            if (old == old_columns_.end() or ddl::type_of(*old->second) == ddl::type_of(*now->second)) continue;
            refuse(fmt::format("{}, column {}: it is in the partition key, so that PostgreSQL cannot change its type. Declare "
                               "another table, and move the rows.", here, name));
        }
    }

    void drop_column(const column_model& column, const held_difference& constraints) {
        change drop = step(change_kind::drop_column, ddl::drop_column(after_, column.name));
        if (column.generated.empty()) drop.loses = spoken(after_.schema, after_.name, column.name);
        drop.drops = {column_key(column.name)};
        if (column.identity != identity_model::none) drop.drops.push_back(own_sequence_key(column.name));
        drop.releases = {type_key(column.type)};
        append(drop.releases, keys_of_columns(computed_from(before_, column)));
        append(drop.releases, default_needs(column, around_.before));
        constraints.go_with(column.name, drop);
        changes_.push_back(std::move(drop));
    }

    void add_column(const column_model& column, const held_difference& constraints) {
        const std::string& backfill = column.conversion.backfill;
        const bool is_filled = not backfill.empty() and not is_made_anew(column.name);
        const std::string* const under = around_.under_never_null(column);
        column_model added = column;
        if (is_filled) {
            added.not_null = false;
            if (under != nullptr) added.type = *under;
        }
        change add = step(change_kind::add_column, ddl::add_column(after_, added));
        add.creates = {is_filled ? unfilled_key(column.name) : column_key(column.name)};
        if (column.identity != identity_model::none) add.creates.push_back(own_sequence_key(column.name));
        add.needs.push_back(type_key(column.type));
        append(add.needs, keys_of_columns(computed_from(after_, column)));
        append(add.needs, default_needs(column, around_.after));
        const column_model filled = around_.after.with_default(column);
        if (filled.tells_rows_apart()) add.needs.push_back(key_of::default_of_domain(type_key(column.type)));
        add.awaits_commit = (column.default_expression and around_.labels.are_used(column, *column.default_expression)) or
                            around_.labels.are_used(after_, column.generated);
        if (not column.generated.empty()) {
            add.caution = fmt::format("{} is computed for each row: that fails if it cannot be for one{}. PostgreSQL writes the "
                                      "table anew, and nobody else can read it meanwhile.",
                                      spoken(after_.schema, after_.name, column.name), column.not_null ? ", or is NULL" : "");
        } else if (filled.tells_rows_apart()) {
            add.caution = fmt::format("{} gets a value of its own in each row: PostgreSQL writes the table anew, and nobody else "
                                      "can read it meanwhile.", spoken(after_.schema, after_.name, column.name));
        } else if ((column.not_null or under != nullptr) and not is_filled and not filled.fills_itself()) {
            add.caution = fmt::format("{} is {} and has no default: adding it fails if the table holds rows. To give them a "
                                      "value, add backfill<...> to the column.",
                                      spoken(after_.schema, after_.name, column.name),
                                      column.not_null ? "not null" : "of " + column.type + ", which is not null,");
        }
        changes_.push_back(std::move(add));
        if (not is_filled) return;
        change fill = filling(column, "", constraints);
        fill.needs.push_back(unfilled_key(column.name));
        const bool is_closed = column.not_null or under != nullptr;
        if (not is_closed) fill.creates = {column_key(column.name)};
        changes_.push_back(std::move(fill));
        if (not is_closed) return meet_numbers(column, changes_.back());
        std::string closed = under == nullptr ? "" : "type " + column.type;
        if (column.not_null) {
            if (not closed.empty()) closed += ", alter column " + quote_identifier(column.name) + " ";
            closed += "set not null";
        }
        change closing = alter(column, closed);
        closing.caution = doubt_of_backfill(column);
        closing.needs.push_back(key_of::not_null(after_.schema, after_.name, column.name));
        closing.creates = {column_key(column.name)};
        changes_.push_back(std::move(closing));
        meet_numbers(column, changes_.back());
    }

    /// Gives the rows that are there the value which is declared for them.
    [[nodiscard]] change filling(const column_model& column, const std::string& which, const held_difference& constraints) const {
        const std::string& value = column.conversion.backfill;
        change fill = step(change_kind::alter_column, "update " + ddl::name_of(after_) + " set " + quote_identifier(column.name) +
                                                          " = " + value + which + ";");
        fill.creates = {key_of::not_null(after_.schema, after_.name, column.name)};
        append(fill.needs, spoken_columns(after_, value, column.name));
        fill.releases = spoken_columns_that_go(value);
        fill.awaits_commit = around_.labels.are_used(column, value);
        fill.caution = fmt::format("{} gets a value in rows that are there, by an update within the migration.{}",
                                   spoken(after_.schema, after_.name, column.name), constraints.demands_on(column.name, true));
        append_sentence(fill.caution, doubt_of_sight());
        return fill;
    }

    /// Where a column is filled by an expression over the row, that may give no value for one.
    [[nodiscard]] std::string doubt_of_backfill(const column_model& column) const {
        const std::string& value = column.conversion.backfill;
        if (spoken_columns(before_, value, "").empty() and spoken_columns(after_, value, "").empty()) return {};
        return fmt::format("{} becomes not null: that fails if {} is NULL for a row.",
                           spoken(after_.schema, after_.name, column.name), value);
    }

    change alter(const column_model& column, std::string_view action) const {
        return step(change_kind::alter_column, ddl::alter_column(after_, column.name, action));
    }

    /// Turns the values of an enum type into those of the type made anew beside it. A default would keep the old one, so it goes
    /// meanwhile.
    void remake(const column_model& before, const column_model& after, const remade_enum& made,
                const held_difference& constraints) {
        const std::string type_of_it = key_of::column_type(after_.schema, after_.name, after.name);
        if (before.default_expression) {
            changes_.push_back(alter(after, "drop default"));
            changes_.back().releases = {type_of_it};
        }
        change type = alter(after, "type " + after.type + " using " + made.converted(after));
        type.creates = {type_of_it};
        type.drops = {type_of_it};
        append(type.needs, std::vector{type_key(after.type), made.former_key()});
        type.releases = {made.used_key()};
        type.caution = fmt::format("{} gets its values anew, as the labels of {} go or move: nobody else can read the table "
                                   "meanwhile.", spoken(after_.schema, after_.name, after.name), after.type);
        if (around_.converted.contains(type_of_it)) type.caution += demands_on_values_of(after, constraints);
        changes_.push_back(std::move(type));
        if (after.default_expression) {
            changes_.push_back(alter(after, "set default " + *after.default_expression));
            changes_.back().needs.push_back(type_of_it);
        }
    }

    void alter_column(const column_model& before, const column_model& after, const held_difference& constraints) {
        const std::string identity = key_of::identity(after_.schema, after_.name, after.name);
        const bool is_converted = changes_values(before.type, after.type);
        if (before.identity != after.identity) leave_numbering(before, after, identity);
        if (not before.generated.empty() and after.generated.empty()) {
            changes_.push_back(alter(after, "drop expression"));
            changes_.back().drops = {identity};
            changes_.back().releases = keys_of_columns(computed_from(before_, before));
        }
        const remade_enum* const made = around_.remaking_of(before, after);
        const bool is_put_off = is_converted or around_.has_lost(default_needs(before, around_.before));
        if (made != nullptr) remake(before, after, *made, constraints);
        else drop_default(before, after, is_put_off);
        if (ddl::type_of(before) != ddl::type_of(after)) alter_type(before, after, identity, constraints);
        if (made == nullptr and after.default_expression) set_default(before, after, identity, is_put_off);
        if (before.not_null != after.not_null) alter_nullability(before, after, identity, constraints);
        if (before.identity != after.identity) enter_numbering(before, after, identity);
        else if (before.sequence != after.sequence) alter_numbering(before, after);
        if (around_.is_filled_otherwise(before, after)) meet_numbers_of_domain(after);
        if (before.identity == identity_model::serial and after.identity == before.identity and before.type != after.type) {
            changes_.push_back(step(change_kind::alter_column, ddl::retype_own_sequence(after_, after)));
            changes_.back().needs.push_back(type_key_of(after.name));
        }
    }

    /// What keeps rows from getting other values in a column, by what stays over it, and by what of others refers to it.
    [[nodiscard]] std::string demands_on_values_of(const column_model& column, const held_difference& constraints) const {
        std::string sentences = constraints.demands_on(column.name, false);
        for (const table_model& table : *around_.before.tables) {
            const bool is_own = table.schema == after_.schema and table.name == after_.name;
            const table_model* const later = around_.after.find(table.schema, table.name);
            if (later == nullptr) continue;
            for (const foreign_key_model& key : table.foreign_keys) {
                if (key.foreign_schema != after_.schema or key.foreign_table != after_.name or key.not_valid) continue;
                if (count(key.foreign_columns, column.name) == 0 or (is_own and count(key.columns, column.name) != 0)) continue;
                const object of = object_of(table, key, around_.before, around_.before);
                if (find(later->foreign_keys, key) == later->foreign_keys.end() or steps_aside(table, of, around_.lost)) continue;
                sentences += fmt::format(" {} of {} stays: that fails if {} then.", key.name, spoken(table.schema, table.name),
                                         of.demand);
            }
        }
        return sentences;
    }

    void alter_type(const column_model& before, const column_model& after, const std::string& identity,
                    const held_difference& constraints) {
        const std::string& conversion = before.type == after.type ? std::string{} : after.conversion.type;
        change type = alter(after, "type " + ddl::type_of(after) + (conversion.empty() ? "" : " using " + conversion));
        type.creates = {type_key_of(after.name)};
        type.drops = {type_key_of(after.name)};
        append(type.needs, around_.retyped.referred_by(before_, after.name));
        type.needs.push_back(type_key(after.type));
        type.releases = {type_key(before.type)};
        append(type.releases, spoken_columns_that_go(conversion));
        type.awaits = {identity};  // which not every type can have
        type.awaits_commit = around_.labels.are_used(after_, conversion);
        const std::string name = spoken(after_.schema, after_.name, after.name);
        if (before.type == after.type) {
            type.caution = fmt::format("{} changes its collation: PostgreSQL makes its indexes anew, and nobody else can read "
                                       "the table meanwhile.{}", name, demands_on_values_of(after, constraints));
        } else if (not conversion.empty()) {
            const bool is_never_null = before.not_null and after.not_null;
            type.caution = fmt::format("{} changes its type from {} to {} by {}: that fails if it cannot be computed for a row{}. "
                                       "PostgreSQL writes the table anew, and nobody else can read it meanwhile.{}", name,
                                       before.type, after.type, conversion, is_never_null ? ", or is NULL" : "",
                                       demands_on_values_of(after, constraints));
        } else if (not keeps_every_value(before.type, after.type) and refuses_what_does_not_fit(before.type, after.type)) {
            type.caution = fmt::format("{} changes its type from {} to {}: that fails if a row holds a value that does not fit. "
                                       "PostgreSQL writes the table anew, and nobody else can read it meanwhile.", name,
                                       before.type, after.type);
        } else if (not keeps_every_value(before.type, after.type)) {
            type.kind = change_kind::by_hand;
            type.refusal = fmt::format("{}: the type changes from {} to {}, which PostgreSQL does not do by itself, or not "
                                       "without loss. Say how a value is made of the old row, and add to the column "
                                       "using_<R\"({}::{})\">, or another expression.", where(after), before.type, after.type,
                                       quote_identifier(after.name), after.type);
        } else if (writes_rows_anew(before.type, after.type)) {
            type.caution = fmt::format("{} changes its type from {} to {}: PostgreSQL writes the table anew, and nobody else "
                                       "can read it meanwhile.", name, before.type, after.type);
        }
        changes_.push_back(std::move(type));
    }

    /// Takes a default away, for good, because it is none of the new type, or because what it leans on goes.
    void drop_default(const column_model& before, const column_model& after, bool is_put_off) {
        if (not before.default_expression) return;
        const bool is_replaced = after.default_expression or after.identity == identity_model::serial;
        if (is_replaced and not is_put_off) return;
        changes_.push_back(alter(after, "drop default"));
        changes_.back().releases = {type_key_of(after.name)};
        append(changes_.back().releases, default_needs(before, around_.before));
        changes_.back().drops = {key_of::default_of(after_.schema, after_.name, after.name)};
    }
    void set_default(const column_model& before, const column_model& after, const std::string& identity, bool is_put_off) {
        // A constant in quotes would stay one of the old type.
        const std::string& written = *after.default_expression;
        const bool read_anew = before.type != after.type and (written.starts_with('\'') or written.starts_with("E'"));
        if (before.default_expression == after.default_expression and not read_anew and not is_put_off) return;
        change value = alter(after, "set default " + *after.default_expression);
        value.needs.push_back(type_key_of(after.name));
        append(value.needs, default_needs(after, around_.after));
        if (not is_put_off) value.releases = default_needs(before, around_.before);
        value.awaits = {identity, key_of::default_of(after_.schema, after_.name, after.name)};
        value.awaits_commit = around_.labels.are_used(after, *after.default_expression);
        changes_.push_back(std::move(value));
        if (before.default_expression != after.default_expression) meet_numbers(after, changes_.back());
    }
    /// Where a column draws from now on as its domain says: the last of what may bring that about.
    void meet_numbers_of_domain(const column_model& column) {
        const std::string of_domain = key_of::default_of_domain(type_key(column.type)), type = type_key_of(column.name);
        const std::string own = key_of::default_of(after_.schema, after_.name, column.name);
        const std::string identity = key_of::identity(after_.schema, after_.name, column.name);
        const auto brings = [&](const change& each) {
            return count(each.creates, of_domain) + count(each.creates, type) + count(each.drops, own) +
                       count(each.drops, identity) != 0;
        };
        const auto draws = std::find_if(changes_.rbegin(), changes_.rend(), brings);
        if (draws != changes_.rend()) meet_numbers(column, *draws);
    }
    /// To be called behind the change with which a column draws from a sequence from now on, or rows get other numbers than that.
    /// A sequence that comes with the migration is moved past the numbers of the rows. One that stands is not: others draw from it
    /// meanwhile and afterwards, and a migration that fails would not take it back.
    void meet_numbers(const column_model& column, change& draws) {
        const std::string* const value = around_.after.defaults.of(column);
        if (value == nullptr) return;
        const std::string name = drawn_sequence(*value);
        if (name.empty() and not value->starts_with("nextval(")) return;
        const std::string& type = around_.plain_type(column);
        const auto declared = around_.sequences.find(name);
        const bool is_declared = declared != around_.sequences.end();
        const sequence_model counting = is_declared ? declared->second.model->counts.value_or(sequence_model{}) : sequence_model{};
        std::string moving;
        if (const bool is_whole = digits_of_whole(type).has_value(); not name.empty() and (is_whole or is_numeric(type))) {
            moving = ddl::advance_sequence(name, counting.falls(), after_, column, is_whole ? "" : "::bigint");
        }
        if (moving.empty() or not is_declared or not declared->second.comes) {
            draws.leaves_numbers = true;
            if (not keys_over(after_, {column.name}).empty()) append_sentence(draws.caution, doubt_of_numbers(column, moving));
            return;
        }
        const std::string drawing = key_of::drawing(after_.schema, after_.name, column.name);
        draws.creates.push_back(drawing);
        change advance = step(change_kind::alter_column, std::move(moving));
        append(advance.needs, std::vector{drawing, key_of::default_of_domain(type_key(column.type)), type_key_of(column.name),
                                          key_of::not_null(after_.schema, after_.name, column.name)});
        advance.awaits = {key_of::default_of(after_.schema, after_.name, column.name),
                          key_of::identity(after_.schema, after_.name, column.name)};
        advance.caution = doubt_of_end(column, end_before(*declared->second.model, type));
        append_sentence(advance.caution, doubt_of_sight());
        changes_.push_back(std::move(advance));
    }
    static bool is_numeric(std::string_view type) {
        const spelled_type read = read_type(type);
        return read.name == "numeric" and read.dimensions == 0;
    }
    static void append_sentence(std::string& to, const std::string& sentence) {
        if (not to.empty() and not sentence.empty()) to += ' ';
        to += sentence;
    }
    /// Where a sequence ends, if a column of the type may have numbers beyond; else empty.
    static std::string end_before(const own_sequence_model& of, std::string_view type) {
        const sequence_model counting = of.counts.value_or(sequence_model{});
        if (not counting.last().empty()) return counting.last();
        if (of.type == type or keeps_every_value(type, of.type)) return {};
        const spelled_type read = read_type(type);
        if (is_numeric(type) and read.length and *read.length - read.scale < digits_of_whole(of.type)) return {};
        if (of.type == "smallint") return counting.falls() ? "-32768" : "32767";
        if (of.type == "integer") return counting.falls() ? "-2147483648" : "2147483647";
        return counting.falls() ? "-9223372036854775808" : "9223372036854775807";
    }
    [[nodiscard]] std::string doubt_of_numbers(const column_model& column, const std::string& moving) const {
        return fmt::format("{} draws from a sequence from now on: where that stands behind the numbers of the rows that are there, "
                           "inserts fail until it is past them.{}{}", spoken(after_.schema, after_.name, column.name),
                           moving.empty() ? "" : " To move it: ", moving);
    }
    /// Where a sequence is moved past the rows. `end` is where it ends, if rows may be beyond.
    [[nodiscard]] std::string doubt_of_end(const column_model& column, const std::string& end) const {
        if (end.empty()) return {};
        return fmt::format("{} is counted from now on, behind the rows that are there: that fails if one is beyond {}.",
                           spoken(after_.schema, after_.name, column.name), end);
    }
    /// Where the rows are asked for something while policies hold for who migrates, too.
    [[nodiscard]] std::string doubt_of_sight() const {
        if (not before_.row_security or not before_.forced_row_security) return {};
        return fmt::format("Row level security is forced on {}: rows that its policies hide from who migrates are left out. Have a "
                           "role migrate that bypasses row level security.", spoken(after_.schema, after_.name));
    }

    [[nodiscard]] std::string own_sequence_key(const std::string& column) const {
        return key_of::relation(after_.schema, sequence_name(after_.name, column));
    }
    static bool is_identity(identity_model kind) { return kind == identity_model::always or kind == identity_model::by_default; }

    /// A column is no identity any more, or not serial.
    void leave_numbering(const column_model& before, const column_model& after, const std::string& identity) {
        if (before.identity == identity_model::serial) {
            const std::string value = key_of::default_of(after_.schema, after_.name, after.name);
            changes_.push_back(alter(after, "drop default"));
            changes_.back().releases = {type_key_of(after.name)};
            changes_.back().drops = {identity, value};
            changes_.push_back(step(change_kind::alter_column, ddl::drop_own_sequence(after_, after.name)));
            changes_.back().awaits = {value};
        } else if (is_identity(before.identity) and not is_identity(after.identity)) {
            changes_.push_back(alter(after, "drop identity"));
        } else {
            return;
        }
        append(changes_.back().drops, std::vector{identity, own_sequence_key(after.name)});
    }
    /// A column becomes an identity or serial, and goes on behind the numbers of the rows that are there.
    void enter_numbering(const column_model& before, const column_model& after, const std::string& identity) {
        if (after.identity == identity_model::none) return;
        if (is_identity(before.identity) and is_identity(after.identity)) return alter_numbering(before, after);
        const std::vector<std::string> free{identity, key_of::default_of(after_.schema, after_.name, after.name)};
        const std::vector<std::string> ready{type_key_of(after.name), key_of::not_null(after_.schema, after_.name, after.name)};
        if (after.identity == identity_model::serial) {
            changes_.push_back(step(change_kind::alter_column, ddl::create_own_sequence(after_, after)));
            changes_.back().awaits = free;
            changes_.back().creates = {own_sequence_key(after.name)};
            changes_.push_back(step(change_kind::alter_column, ddl::draw_from_own_sequence(after_, after.name)));
            changes_.back().needs.push_back(own_sequence_key(after.name));
        } else {
            changes_.push_back(alter(after, "add " + ddl::identity(after)));
            changes_.back().awaits = free;
            changes_.back().creates = {own_sequence_key(after.name)};
        }
        append(changes_.back().needs, ready);
        changes_.push_back(step(change_kind::alter_column, ddl::advance_own_sequence(after_, after)));
        changes_.back().caution = doubt_of_end(after, after.sequence.value_or(sequence_model{}).last());
        append_sentence(changes_.back().caution, doubt_of_sight());
        changes_.back().needs.push_back(own_sequence_key(after.name));
        append(changes_.back().needs, ready);
    }
    void alter_numbering(const column_model& before, const column_model& after) {
        const std::string options = ddl::sequence_options(before.sequence, after.sequence, "set ");
        const std::string generated = after.identity == identity_model::always ? "always" : "by default";
        const std::string kind = before.identity == after.identity ? "" : " set generated " + generated;
        if (kind.empty() and options.empty()) return;
        changes_.push_back(alter(after, (kind + options).substr(1)));
        if (options.empty()) return;
        changes_.back().caution = fmt::format("{} counts otherwise from now on, and goes on from where its sequence stands: "
                                              "that fails if it stands outside of its new ends.",
                                              spoken(after_.schema, after_.name, after.name));
    }

    void alter_nullability(const column_model& before, const column_model& after, const std::string& identity,
                           const held_difference& constraints) {
        if (after.not_null) {
            const bool by_key = after_.primary_key and count(after_.primary_key->columns, after.name) != 0;
            const bool is_filled = not after.conversion.backfill.empty();
            if (by_key and after.identity == identity_model::none and not is_filled) return;  // the new primary key does it
            change closing = alter(after, "set not null");
            closing.creates = {key_of::not_null(after_.schema, after_.name, after.name)};
            if (is_filled) {
                closing.caution = doubt_of_backfill(after);
                fill_nulls(before, after, constraints);
                closing.needs.push_back(unfilled_key(after.name));
                closing.needs.push_back(checked_key(after.name));
                closing.creates.push_back(column_key(after.name));
            } else {
                closing.caution = fmt::format("{} becomes not null: that fails if a row holds NULL there. To fill it, add "
                                              "backfill<...> to the column.", spoken(after_.schema, after_.name, after.name));
            }
            changes_.push_back(std::move(closing));
        } else {
            change drop = alter(after, "drop not null");
            drop.awaits = {identity};
            if (before_.primary_key) drop.awaits.push_back(key_of::relation(before_.schema, before_.primary_key->name));
            changes_.push_back(std::move(drop));
        }
    }
    void fill_nulls(const column_model& before, const column_model& after, const held_difference& constraints) {
        change fill = filling(after, " where " + quote_identifier(after.name) + " is null", constraints);
        fill.needs.push_back(type_key_of(after.name));
        fill.creates = {unfilled_key(after.name)};
        if (not before.generated.empty()) fill.awaits = {key_of::identity(after_.schema, after_.name, after.name)};
        changes_.push_back(std::move(fill));
        // PostgreSQL does not alter a table for which it still has to check a foreign key.
        const bool is_deferred = any_of(before_.foreign_keys, [&after](const foreign_key_model& key) {
            return key.checked == checked_model::deferred and count(key.columns, after.name) != 0;
        });
        if (not is_deferred) return;
        change check = step(change_kind::alter_column, "set constraints all immediate;");
        check.needs.push_back(unfilled_key(after.name));
        check.creates = {checked_key(after.name)};
        changes_.push_back(std::move(check));
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
