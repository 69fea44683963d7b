// virga/kit/plan/held.hpp: the objects that a table holds, of whatever kind: the list of these kinds.
#pragma once

#include <algorithm>      // std::ranges::sort
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <utility>        // std::move
#include <vector>         // std::vector

#include <virga/kit/model.hpp>            // virga::kit::model
#include <virga/kit/model/defaults.hpp>   // virga::kit::detail::default_values
#include <virga/kit/model/lists.hpp>      // virga::kit::detail::any_of, count
#include <virga/kit/model/mentions.hpp>   // virga::kit::detail::spoken_names
#include <virga/kit/model/written.hpp>    // virga::kit::detail::drawn_sequence
#include <virga/kit/object/comment.hpp>   // virga::kit::detail::table_comment
#include <virga/kit/object/need.hpp>      // virga::kit::told_needs, detail::keys_of
#include <virga/kit/object/object.hpp>    // virga::kit::detail::object, lost_keys
#include <virga/kit/object/table.hpp>     // virga::kit::table_model
#include <virga/kit/object/table_storage.hpp>  // virga::kit::detail::storage_object, tablespace_object
#include <virga/kit/object/unlogged.hpp>  // virga::kit::detail::unlogged_object
#include <virga/kit/plan/speaks_of.hpp>   // virga::kit::detail::speaks_of
#include <virga/kit/quote.hpp>            // virga::kit::qualified
#include <virga/kit/validate.hpp>         // what foreign keys ask of the tables that they refer to
#include <virga/text/sql_words.hpp>       // virga::detail::sql_walker

namespace virga::kit::detail {

/// A schema, before or after, in which objects look each other up.
struct schema_side {
    const std::vector<table_model>* tables = nullptr;
    std::unordered_map<std::string, const table_model*> by_name{};                           // by qualified name
    std::unordered_map<std::string_view, std::vector<const table_model*>> by_bare_name{};  // whatever their schema
    lost_keys aside{};  ///< of foreign keys that step aside, whatever else happens
    /// What stands for itself and texts may speak of.
    struct spoken_of {
        std::string schema;
        spoken_as how;
        std::vector<std::string> keys;
    };
    std::unordered_map<std::string, std::vector<spoken_of>> standing{};  ///< by its bare name

    default_values defaults;

    explicit schema_side(const model& of) : tables(&of.tables), defaults(of.domains) {
        for (const table_model& each : of.tables) {
            by_name.emplace(ddl::name_of(each), &each);
            by_bare_name[each.name].push_back(&each);
        }
    }
    /// A column as it fills rows: with the default of its domain where it has none.
    [[nodiscard]] column_model with_default(column_model column) const {
        if (const std::string* const value = defaults.of(column); value != nullptr) column.default_expression = *value;
        return column;
    }
    /// Null where there is none of that name.
    [[nodiscard]] const table_model* find(std::string_view schema, std::string_view name) const {
        const auto found = by_name.find(qualified(schema, name));
        return found == by_name.end() ? nullptr : found->second;
    }
};

/// The keys of what stands for itself and a text may speak of.
[[nodiscard]] inline std::vector<std::string> standing_needs(std::string_view sql, const schema_side& side) {
    std::vector<std::string> keys;
    if (sql.empty() or side.standing.empty()) return keys;
    const spoken_names names{sql};
    for (const auto& [name, all] : side.standing) {
        if (not names.hold(name)) continue;
        for (const schema_side::spoken_of& each : all) {
            if (each.how == spoken_as::anything or speaks_of(sql, each.schema, name, each.how)) append(keys, each.keys);
        }
    }
    std::ranges::sort(keys);
    return keys;
}
/// The same of a text of a type. A type is what is named outside of strings alone, as types cannot wait for each other in a circle.
[[nodiscard]] inline std::vector<std::string> needs_of_type(std::string_view sql, const told_needs& told, const schema_side& side) {
    if (told.are_told()) return keys_of(told.all);
    std::string without_strings;
    virga::detail::sql_walker walker{sql};
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        if (walker.kind() != virga::detail::sql_token::string) (without_strings += token) += ' ';
    }
    std::vector<std::string> keys = standing_needs(without_strings, side);
    if (const std::string sequence = drawn_sequence(sql); not sequence.empty()) keys.push_back("relation " + sequence);
    return keys;
}
/// The tables and views that the default of a column names in a string, as `'post'::regclass` does.
[[nodiscard]] inline std::vector<std::string> relations_named_by_default(const column_model& column, const schema_side& side) {
    std::vector<std::string> keys;
    if (not column.default_expression or column.needs.are_told()) return keys;
    const std::string& sql = *column.default_expression;
    if (not column.type.starts_with("regclass") and not mentions(sql, "regclass")) return keys;
    const spoken_names names{sql};
    for (const auto& [name, tables] : side.by_bare_name) {
        if (not names.hold(name)) continue;
        for (const table_model* each : tables) keys.push_back(key_of::relation(each->schema, each->name));
    }
    for (const auto& [name, all] : side.standing) {
        if (not names.hold(name)) continue;
        for (const schema_side::spoken_of& each : all) {
            if (each.how == spoken_as::source) append(keys, each.keys);
        }
    }
    std::ranges::sort(keys);
    return keys;
}
/// What the default of a column leans on, or what it is computed by, besides columns of its table.
[[nodiscard]] inline std::vector<std::string> default_needs(const column_model& column, const schema_side& side) {
    if (column.needs.are_told()) {
        std::vector<need_model> others;
        for (const need_model& each : column.needs.all) {
            if (each.columns.empty()) others.push_back(each);
        }
        return keys_of(others);
    }
    std::vector<std::string> keys =
        standing_needs(column.default_expression ? *column.default_expression : column.generated, side);
    append(keys, relations_named_by_default(column, side));
    return keys;
}

/// The columns of its table that a column is computed from.
[[nodiscard]] inline std::vector<std::string> computed_from(const table_model& table, const column_model& column) {
    std::vector<std::string> all;
    if (column.generated.empty()) return all;
    for (const need_model& each : column.needs.all) append(all, each.columns);
    if (column.needs.are_told()) return all;
    const spoken_names names{column.generated};
    for (const column_model& each : table.columns) {
        if (each.name != column.name and names.hold(each.name)) all.push_back(each.name);
    }
    return all;
}

/// Notes what the tree of a text said. `own` is the table of an object that a table holds.
inline void lean_on_told(object& of, const std::vector<need_model>& needs, const table_model* own) {
    of.are_needs_told = true;
    for (const need_model& each : needs) {
        const bool is_own = own != nullptr and each.what == "table" and each.schema == own->schema and each.name == own->name;
        append(is_own ? of.mentioned : of.needs, is_own ? each.columns : keys_of({each}));
    }
}
/// Notes what a text of an object says of the columns of its table, and of what else its tree told of.
inline void speak(object& of, const table_model& table, std::string sql, const told_needs& needs) {
    if (sql.empty()) return;
    of.text = std::move(sql);
    of.speaks_of = {&table};
    if (needs.are_told()) return lean_on_told(of, needs.all, &table);
    const spoken_names names{of.text};
    for (const column_model& each : table.columns) {
        if (names.hold(each.name)) of.mentioned.push_back(each.name);
    }
}
/// Notes the tables among what was told.
inline void speak_of_told(object& of, const std::vector<need_model>& needs, const schema_side& side) {
    for (const need_model& each : needs) {
        const table_model* const found = each.what == "table" ? side.find(each.schema, each.name) : nullptr;
        if (found != nullptr and count(of.speaks_of, found) == 0) of.speaks_of.push_back(found);
    }
}
/// The tables of which a text may speak.
[[nodiscard]] inline std::vector<const table_model*> tables_among(const spoken_names& names, const schema_side& side) {
    std::vector<const table_model*> found;
    if (names.all() == nullptr) {
        for (const table_model& each : *side.tables) {
            if (names.hold(each.name)) found.push_back(&each);
        }
        return found;
    }
    for (const std::string& name : *names.all()) {
        const auto called = side.by_bare_name.find(name);
        if (called != side.by_bare_name.end()) found.insert(found.end(), called->second.begin(), called->second.end());
    }
    return found;
}
/// Whether a text takes all columns of something: `select *`, `t.*`. It errs towards yes.
[[nodiscard]] inline bool takes_all_columns(std::string_view sql) {
    virga::detail::sql_walker walker{sql};
    std::string_view before;
    for (std::string_view token = walker.next(); not token.empty(); token = walker.next()) {
        const bool follows = before == "." or before == "," or before == ")" or virga::detail::is_word(before, "select") or
                             virga::detail::is_word(before, "distinct") or virga::detail::is_word(before, "all");
        if (token == "*" and follows) return true;
        before = token;
    }
    return false;
}
/// Notes that a text, whose names are these, leans on a table and on those of its columns that it speaks of.
inline void lean_on(object& of, const table_model& table, const spoken_names& names, bool takes_all) {
    of.speaks_of.push_back(&table);
    of.needs.push_back(key_of::relation(table.schema, table.name));
    for (const column_model& column : table.columns) {
        if (not takes_all and not names.hold(column.name)) continue;
        of.needs.push_back(key_of::column(table.schema, table.name, column.name));
        of.needs.push_back(key_of::column_type(table.schema, table.name, column.name));
        if (of.kind->pins_types) of.needs.push_back(key_of::pinned_type(table.schema, table.name, column.name));
    }
}
/// The same of its own text.
inline void lean_on(object& of, const table_model& table) {
    const spoken_names names{of.text};
    lean_on(of, table, names, false);
}
/// The same of a text that may have subqueries, and so speak of any table.
inline void speak(object& of, const table_model& table, std::string sql, const told_needs& told, const schema_side& side) {
    speak(of, table, std::move(sql), told);
    if (of.text.empty()) return;
    if (of.are_needs_told) {
        speak_of_told(of, told.all, side);
    } else {
        const spoken_names names{of.text};
        for (const table_model* each : tables_among(names, side)) {
            if (each->schema != table.schema or each->name != table.name) lean_on(of, *each, names, false);
        }
    }
    std::ranges::sort(of.speaks_of);  // in order of declaration
}
/// The same of a query that stands for itself.
inline void speak(object& of, std::string query, const told_needs& told, const schema_side& side) {
    of.text = std::move(query);
    if (told.are_told()) {
        lean_on_told(of, told.all, nullptr);
        speak_of_told(of, told.all, side);
    } else {
        const spoken_names names{of.text};
        const bool takes_all = takes_all_columns(of.text);
        for (const table_model* each : tables_among(names, side)) {
            lean_on(of, *each, names, takes_all);
            // What is grouped by a primary key may select the other columns, and leans on the key then.
            if (each->primary_key and names.hold("group")) {
                of.needs.push_back(key_of::relation(each->schema, each->primary_key->name));
            }
        }
    }
    std::ranges::sort(of.speaks_of);
}

/// Appends the comments on policies, or on all else, as far as what they are on is there: a migration in several files makes an
/// index later than its table.
inline void append_comments(std::vector<object>& all, const table_model& table, bool on_policies) {
    for (const held_comment_model& each : table.comments) {
        if ((each.on == "policy") != on_policies) continue;
        object made = object_of(table, each);
        const auto holds_it = [&made](const object& of) { return count(of.provides, made.holder) != 0; };
        if (any_of(all, holds_it)) all.push_back(std::move(made));
    }
}
/// Appends what stands for itself and is spoken of in texts whose trees did not tell.
inline void append_standing_needs(std::vector<object>& all, const schema_side& side) {
    for (object& each : all) {
        if (not each.are_needs_told) append(each.needs, standing_needs(each.text, side));
    }
}
/// The constraints, indexes and comments of a table, in the order in which they come: after its columns. `side` is the schema that
/// the table stands in, `before` the one that a migration begins with.
[[nodiscard]] inline std::vector<object> held_objects(const table_model& table, const schema_side& side,
                                                        const schema_side& before) {
    std::vector<object> all;
    for (const partition_model& each : table.partitions) all.push_back(object_of(table, each));
    if (table.primary_key) all.push_back(primary_key_object(table, *table.primary_key));
    for (const key_model& each : table.uniques) all.push_back(unique_object(table, each, ddl::repeats_a_key(table, each)));
    for (const check_model& each : table.checks) all.push_back(object_of(table, each));
    for (const exclusion_model& each : table.exclusions) all.push_back(object_of(table, each));
    for (const foreign_key_model& each : table.foreign_keys) all.push_back(object_of(table, each, side, before));
    for (const index_model& each : table.indexes) all.push_back(object_of(table, each));
    if (not table.storage.empty()) all.push_back(storage_object(table));
    if (not table.tablespace.empty()) all.push_back(tablespace_object(table));
    if (table.unlogged) all.push_back(unlogged_object(table, side, before));
    if (not table.comment.empty()) all.push_back(table_comment(table, table.comment));
    for (const column_model& each : table.columns) {
        append_objects_of(all, table, each);
        for (const partition_model& part : table.partitions) append_objects_of_partition(all, {table.schema, part.name}, each);
    }
    append_comments(all, table, false);
    append_standing_needs(all, side);
    return all;
}
/// What guards the rows of a table, in the order in which it comes: after its constraints.
[[nodiscard]] inline std::vector<object> held_policies(const table_model& table, const schema_side& side) {
    std::vector<object> all;
    for (const policy_model& each : table.policies) all.push_back(object_of(table, each, side));
    append_comments(all, table, true);
    append_standing_needs(all, side);
    return all;
}

/// Creates an object of a table that exists by then.
[[nodiscard]] inline change create_object(const table_model& table, const object& of) {
    change step{of.kind->created, of.create, table.schema, table.name};
    step.creates = of.provides;
    append_own_needs(step.needs, table, of);
    if (of.kind->may_speak_of_all and not of.text.empty()) {
        for (const column_model& column : table.columns) {
            step.needs.push_back(key_of::column(table.schema, table.name, column.name));
            step.needs.push_back(key_of::column_type(table.schema, table.name, column.name));
        }
    }
    append(step.needs, of.needs);
    step.awaits = of.awaits;
    step.caution = of.caution;
    return step;
}
}  // namespace virga::kit::detail
