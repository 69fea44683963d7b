// virga/kit/change.hpp: one step from a schema to the next.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/quote.hpp>  // virga::kit::qualified

namespace virga::kit {

enum class change_kind {
    create_schema, drop_schema,
    create_extension, drop_extension,
    create_enum, drop_enum, add_label, rename_label, alter_enum,
    create_domain, alter_domain, drop_domain,
    create_composite, alter_composite, drop_composite,
    create_sequence, alter_sequence, drop_sequence,
    create_table, drop_table, create_partition, drop_partition,
    add_column, drop_column, alter_column,
    add_constraint, validate_constraint, drop_constraint,
    create_index, alter_index, drop_index,
    create_view, replace_view, drop_view,
    create_materialized_view, drop_materialized_view,
    create_routine, replace_routine, drop_routine,
    create_trigger, replace_trigger, drop_trigger,
    create_raw, drop_raw,
    grant, revoke,
    create_role, alter_role, drop_role,
    create_policy, alter_policy, drop_policy,
    alter_row_security,
    alter_table, set_comment,
    rename_table, rename_column, rename_constraint, rename_sequence, rename_schema, rename_object,
    by_hand,  ///< nothing that the kit can write; `refusal` says what
};

/// A statement that says lists, as `grant select ("a"), update ("a") on table "t" to "r";` does. Several that differ in the lists
/// alone are one statement with longer ones.
struct listing {
    struct list {
        std::string of;                    ///< a privilege
        std::vector<std::string> items{};  ///< quoted names, or none
    };
    std::string verb{};  ///< what stands before the lists; empty where a statement says none
    std::vector<list> lists{};
    std::string rest{};  ///< what stands after them, with the semicolon

    [[nodiscard]] std::string sql() const {
        std::string text = verb;
        for (const list& each : lists) {
            text += (&each == lists.data() ? " " : ", ") + each.of;
            for (const std::string& item : each.items) text += (&item == each.items.data() ? " (" : ", ") + item;
            if (not each.items.empty()) text += ")";
        }
        return text + " " + rest;
    }
};

/// One statement, with what decides its place among the others.
///
/// The four lists hold keys (below). A change comes after those that create what it `needs`, before those
/// that drop what it `releases`, and after those that drop what it `awaits` or creates anew.
struct change {
    change_kind kind{};
    std::string sql;     ///< one statement, with its semicolon
    std::string schema;  ///< of the object that the statement is about: the table, for a column
    std::string name;    ///< of that object
    std::vector<std::string> creates{};
    std::vector<std::string> drops{};
    std::vector<std::string> needs{};
    std::vector<std::string> releases{};
    std::vector<std::string> awaits{};
    /// What `--allow-drop` must name: `public.post.title`, or for protection `policy:public.post.own`; empty when nothing is lost.
    std::string loses{};
    std::string refusal{};  ///< why the kit will not write this step, as a sentence; empty when it will
    /// It uses a label that another change adds to an enum type, which PostgreSQL allows once that is committed. So it belongs into
    /// a migration of its own, after that one.
    bool awaits_commit = false;
    std::string caution{};  ///< when the statement fails although it is right, or locks the table for long; empty for never
    bool leaves_numbers = false;  ///< a sequence that it leaves alone may give the numbers of rows once more
    listing said{};         ///< the statement once more, where it says lists
};

/// Keys for the things of a database, one text for one thing. Quoted names cannot run into each other.
namespace key_of {

inline std::string schema(std::string_view name) { return name.empty() ? std::string{} : "schema " + quote_identifier(name); }
/// A type of the app's own, or the row type of a table.
inline std::string type(std::string_view schema, std::string_view name) { return "type " + qualified(schema, name); }
/// A table, an index, or the index behind a primary key or unique constraint.
inline std::string relation(std::string_view schema, std::string_view name) { return "relation " + qualified(schema, name); }
inline std::string label(std::string_view schema, std::string_view type, std::string_view text) {
    return "label " + qualified(schema, type) + quote_literal(text);
}
inline std::string column(std::string_view schema, std::string_view table, std::string_view name) {
    return "column " + qualified(schema, table) + '.' + quote_identifier(name);
}
inline bool is_column(std::string_view key) { return key.starts_with("column \""); }
/// The type of a column. A change of it drops the old and creates the new one, which have one key: what speaks of the column goes
/// before, and comes after.
inline std::string column_type(std::string_view schema, std::string_view table, std::string_view name) {
    return "type of " + qualified(schema, table) + '.' + quote_identifier(name);
}
/// What an expression means that speaks of a column. Nothing creates or drops it; it is lost when the column's type changes so that
/// the expression has to be read anew.
inline std::string meaning(std::string_view schema, std::string_view table, std::string_view name) {
    return "meaning of " + qualified(schema, table) + '.' + quote_identifier(name);
}
/// The type of a column for what keeps it from changing, as a policy does. Nothing creates or drops it; it is lost when it changes.
inline std::string pinned_type(std::string_view schema, std::string_view table, std::string_view name) {
    return "pinned type of " + qualified(schema, table) + '.' + quote_identifier(name);
}
inline std::string constraint(std::string_view schema, std::string_view table, std::string_view name) {
    return "constraint " + qualified(schema, table) + '.' + quote_identifier(name);
}
inline std::string policy(std::string_view schema, std::string_view table, std::string_view name) {
    return "policy " + qualified(schema, table) + '.' + quote_identifier(name);
}
inline std::string trigger(std::string_view schema, std::string_view table, std::string_view name) {
    return "trigger " + qualified(schema, table) + '.' + quote_identifier(name);
}
inline std::string role(std::string_view name) { return "role " + quote_identifier(name); }
inline bool is_role(std::string_view key) { return key.starts_with("role \""); }
/// That a table is unlogged.
inline std::string unlogged(std::string_view schema, std::string_view name) { return "unlogged " + qualified(schema, name); }
/// That a table has a primary key, by whatever name: there cannot be two.
inline std::string primary_key(std::string_view schema, std::string_view table) {
    return "primary key " + qualified(schema, table);
}
/// The bounds of the partitions of a table: those that come do not overlap with others, once those that go have gone.
inline std::string bounds(std::string_view schema, std::string_view table) { return "bounds " + qualified(schema, table); }
/// What keeps a column from being nullable, from having a default or another type: its being an identity, serial or generated.
inline std::string identity(std::string_view schema, std::string_view table, std::string_view name) {
    return "identity " + qualified(schema, table) + '.' + quote_identifier(name);
}
/// The default of a column, for what cannot be while there is one.
inline std::string default_of(std::string_view schema, std::string_view table, std::string_view name) {
    return "default of " + qualified(schema, table) + '.' + quote_identifier(name);
}
/// The default of a domain, which the columns of it have; `type` is the key of that.
inline std::string default_of_domain(std::string_view type) { return "default of " + std::string{type}; }
/// That a column draws from a sequence, for what is done with that afterwards.
inline std::string drawing(std::string_view schema, std::string_view table, std::string_view name) {
    return "drawing of " + qualified(schema, table) + '.' + quote_identifier(name);
}
/// That a column is not null, for what cannot be before.
inline std::string not_null(std::string_view schema, std::string_view table, std::string_view name) {
    return "not null " + qualified(schema, table) + '.' + quote_identifier(name);
}
/// The compression of a column, which partitions take over as they come.
inline std::string compression(std::string_view schema, std::string_view table, std::string_view name) {
    return "compression of " + qualified(schema, table) + '.' + quote_identifier(name);
}
/// A column that has come and does not hold yet what it shall.
inline std::string unfilled(std::string_view schema, std::string_view table, std::string_view name) {
    return "unfilled " + qualified(schema, table) + '.' + quote_identifier(name);
}
}  // namespace key_of

namespace detail {
/// The key of the type that a column's type text names, array brackets left off. Only quoted names, which
/// are the app's own types, can meet the key of an enum.
inline std::string type_key(std::string_view type) {
    constexpr std::string_view default_schema = "\"public\".";
    if (type.starts_with(default_schema)) type.remove_prefix(default_schema.size());
    const std::size_t quote = type.rfind('"');
    if (const std::size_t bracket = type.find('[', quote == std::string_view::npos ? 0 : quote);
        bracket != std::string_view::npos) {
        type = type.substr(0, bracket);
    }
    return "type " + std::string{type};
}
}  // namespace detail
}  // namespace virga::kit
