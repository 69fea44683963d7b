// virga/kit/object/object.hpp: what the kit has to know of any schema object to bring it, take it away, and make way around it.
#pragma once

#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_set>  // std::unordered_set
#include <vector>         // std::vector

#include <virga/kit/change.hpp>             // virga::kit::change, key_of
#include <virga/kit/model/lists.hpp>        // virga::kit::detail::any_of
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::qualified

namespace virga::kit {
struct table_model;
}

namespace virga::kit::detail {

struct object;

/// How texts of other objects speak of one that stands for itself, and so lean on it.
enum class spoken_as : unsigned char {
    nothing,   ///< none does
    anything,  ///< its name stands somewhere, in a string as well
    source,    ///< its name stands where from and join have one
    call,      ///< what its name stands before is in parentheses
};

/// What all objects of a kind have in common.
struct object_kind {
    change_kind created, altered, dropped;
    /// Objects of two kinds with one name space are never called the same: constraints of a table, tables and types.
    std::string_view name_space;
    /// It belongs to no table, so that migrations are called after it.
    bool stands_alone = false;
    /// It stands for itself and is made of tables, and so comes after them and goes before them.
    bool after_tables = false;
    /// How texts speak of one that stands for itself.
    spoken_as spoken = spoken_as::nothing;
    /// What goes with one is no data but what guards it, or who may see it.
    bool is_protection = false;
    /// A state of its table, of which nothing is to be minded when the table goes.
    bool is_state = false;
    /// PostgreSQL refuses another type for a column while such an object speaks of it.
    bool pins_types = false;
    /// Its text may speak of any column, so that it comes when all columns of its table are as they shall be.
    bool may_speak_of_all = false;
    /// It stands for itself, and several steps make one into the other, which diff.hpp knows.
    bool alters_in_parts = false;
    /// The statement that makes one object into the other; empty where it has to be dropped and created. Null where it always
    /// has.
    std::string (*alter)(const table_name& table, const object& before, const object& after) = nullptr;
    /// Its statement by lists, of one that comes, has changed or goes: the other side is null then. Null where it says none.
    listing (*lists)(const object* before, const object* after) = nullptr;
};

/// Something of an object that goes and comes by itself while the object stays, as a check of a domain does.
struct object_part {
    std::string key;
    std::vector<std::string> needs;  ///< keys of what it leans on
};

/// A schema object: one that a table holds, as a constraint, an index, a policy; or one that stands for itself, as a role. Two of
/// one name are the same when their statements are.
struct object {
    const object_kind* kind = nullptr;
    std::string name;
    std::string create;                   ///< one statement
    std::string drop;                     ///< likewise
    std::string aside{};                  ///< the statement that takes it down for a time, where that is not `drop`
    std::string back{};                   ///< and the one that puts it up again
    std::string clause{};                 ///< what stands for it in `create table`; empty where it always stands apart
    std::vector<std::string> provides{};  ///< keys of what exists with it, and goes with it
    std::vector<std::string> columns{};   ///< those of its table, with any of which the server drops it
    std::vector<std::string> mentioned{}; ///< those of its table that its text speaks of besides
    std::vector<std::string> needs{};     ///< keys of what else it leans on
    std::vector<std::string> awaits{};    ///< keys of what must have gone before it comes
    std::vector<object_part> parts{};     ///< of one that alters in parts
    std::string text{};                   ///< SQL that may hold constants, such as labels of an enum type
    bool are_needs_told = false;          ///< its tree said what it leans on: the text need not be read for names
    std::vector<const table_model*> speaks_of{};  ///< whose columns these may be compared with
    std::string loses{};                  ///< what `--allow-drop` names when it goes for good; empty when nothing is lost
    std::string caution{};                ///< that of `change`: of one that stands for itself when it goes, else also when it comes
    std::string altered_caution{};        ///< that of one that stands for itself when it is altered
    std::string demand{};                 ///< what rows keep it from coming: `two rows are alike in "a"`; empty where none can
    bool wants_rows_apart = false;        ///< the demand is that no two rows are alike in all of `columns`
    std::string schema{};                 ///< of one that stands for itself
    std::string signature{};              ///< what tells it from others of its name: the arguments of a function
    std::string within{};                 ///< of a partition of a partition: how sentences call that one
    std::string holder{};                 ///< of comments and of what stands for itself: the key of what it goes with
    bool existing = false;                ///< others keep it
    const void* model = nullptr;          ///< for `alter`

    /// What makes it the same one before and after: its name, among those of its table or, if it stands for itself, of its schema.
    [[nodiscard]] std::string identity() const { return std::string{kind->name_space} + qualified(schema, name) + signature; }
};

template <class To, class From>
void append(To& to, From&& from) {
    to.insert(to.end(), from.begin(), from.end());
}

/// Keys of what goes, or changes so that what speaks of it must be made anew.
using lost_keys = std::unordered_set<std::string>;

/// Whether an object that stays has to be dropped for the time of the migration, since something that it leans on goes or
/// changes. This holds for objects of all kinds.
[[nodiscard]] inline bool steps_aside(const table_name& table, const object& of, const lost_keys& lost) {
    if (lost.empty()) return false;
    const auto is_lost = [&lost](const std::string& key) { return lost.contains(key); };
    const auto goes = [&](const std::string& column) { return is_lost(key_of::column(table.schema, table.name, column)); };
    const auto changes = [&](const std::string& column) {
        return goes(column) or is_lost(of.kind->pins_types ? key_of::pinned_type(table.schema, table.name, column)
                                                           : key_of::meaning(table.schema, table.name, column));
    };
    return any_of(of.provides, is_lost) or any_of(of.needs, is_lost) or
           any_of(of.columns, goes) or any_of(of.mentioned, changes);
}

/// Whether the server drops it by itself, with a column of its table; not while something else that it leans on goes, too.
[[nodiscard]] inline bool goes_with_column(const table_name& table, const object& of, const lost_keys& lost) {
    const auto is_lost = [&lost](const std::string& key) { return lost.contains(key); };
    if (any_of(of.needs, is_lost)) return false;
    const auto goes = [&](const std::string& column) { return is_lost(key_of::column(table.schema, table.name, column)); };
    // Of a column that its text speaks of it may keep the server, as an exclusion constraint does.
    const auto holds_back = [&](const std::string& column) { return count(of.columns, column) == 0 and goes(column); };
    // It may not be for the new type of another column, which does not wait for this one to go.
    const auto changes = [&](const std::string& column) {
        return is_lost(key_of::pinned_type(table.schema, table.name, column));
    };
    return any_of(of.columns, goes) and not any_of(of.columns, changes) and not any_of(of.mentioned, holds_back);
}

/// Whether rows that are there when it comes are not looked at.
[[nodiscard]] inline bool is_not_valid(const object& of) { return of.create.ends_with(" not valid;"); }

/// What an object leans on in its own table.
inline void append_own_needs(std::vector<std::string>& keys, const table_name& table, const object& of) {
    keys.push_back(key_of::relation(table.schema, table.name));
    for (const std::vector<std::string>* columns : {&of.columns, &of.mentioned}) {
        for (const std::string& column : *columns) {
            keys.push_back(key_of::column(table.schema, table.name, column));
            keys.push_back(key_of::column_type(table.schema, table.name, column));
        }
    }
}

/// Drops it, while what it leans on is still there.
[[nodiscard]] inline change drop_object(const table_name& table, const object& of) {
    change step{of.kind->dropped, of.drop, std::string{table.schema}, std::string{table.name}};
    step.drops = of.provides;
    append_own_needs(step.releases, table, of);
    append(step.releases, of.needs);
    step.caution = of.caution;
    return step;
}
}  // namespace virga::kit::detail
