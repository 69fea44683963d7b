// virga/kit/rename.hpp: tables, columns and labels that get another name, with all that follows from it.
#pragma once

#include <algorithm>    // std::ranges::replace
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <set>          // std::set
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::remove_cvref_t
#include <utility>      // std::move
#include <vector>       // std::vector

#include <fmt/core.h>  // fmt::format

#include <virga/kit/change.hpp>               // virga::kit::change
#include <virga/kit/ddl.hpp>                  // virga::kit::ddl
#include <virga/kit/model.hpp>                // virga::kit::model
#include <virga/kit/model/lists.hpp>          // virga::kit::detail::any_of, find, find_if
#include <virga/kit/model/names.hpp>          // virga::kit::implicit_name
#include <virga/kit/object/member.hpp>        // virga::kit::detail::rewriter
#include <virga/kit/plan/diff_composite.hpp>  // virga::kit::detail::altered_composites
#include <virga/kit/plan/held_names.hpp>      // virga::kit::detail::relations_within, each_constraint_name
#include <virga/kit/plan/named_things.hpp>    // virga::kit::detail::named_things, new_path
#include <virga/kit/plan/rename_objects.hpp>  // virga::kit::detail::object_renaming
#include <virga/kit/plan/rename_request.hpp>  // virga::kit::rename_request, possible_rename
#include <virga/kit/plan/renamed_label.hpp>   // virga::kit::detail::rename_label
#include <virga/kit/plan/renamed_text.hpp>    // virga::kit::detail::renamed_text
#include <virga/kit/plan/type_change.hpp>     // virga::kit::detail::keeps_every_value
#include <virga/kit/quote.hpp>                // virga::kit::bare_schema, named_schema, spoken

namespace virga::kit {

namespace detail {

/// Rewrites what speaks of a renamed table or column among the objects of one table.
class renamed_members final : public rewriter {
public:
    /// `column` is empty when the table is renamed; `is_own` for the objects of the table itself.
    renamed_members(const renamed_text& texts, table_name table, std::string_view column, std::string_view name, bool is_own)
        : texts_(texts), table_(table), column_(column), name_(name), is_own_(is_own) {}

    void rewrite(content what, std::string& text) override {
        if (what == content::expression) text = texts_.of(text, is_own_);
        if (what == content::columns and is_own_ and not column_.empty() and text == column_) text = name_;
    }
    void rewrite_columns(std::vector<std::string>& columns) override {
        for (std::string& each : columns) rewrite(content::columns, each);
    }
    void rewrite_reference(std::string& schema, std::string& table, std::vector<std::string>& columns) override {
        if (schema != table_.schema or table != table_.name) return;
        if (not column_.empty()) {
            std::ranges::replace(columns, column_, name_);
            return;
        }
        table = name_;
        if (new_schema_ != nullptr) schema = *new_schema_;
    }
    /// The schema that the table moves to.
    void move_to(const std::string& schema) { new_schema_ = &schema; }

private:
    const renamed_text& texts_;
    table_name table_;
    std::string_view column_, name_;
    bool is_own_;
    const std::string* new_schema_ = nullptr;
};

/// Renames the things of a schema one after the other, and keeps the schema as it is then in the database.
class renaming {
public:
    renaming(model& before, const model& after)
        : before_(before), after_(after), original_(before), objects_(before, after, changes_) {}

    /// Renames one thing, without a look at what is declared.
    std::vector<change> changes_unchecked(const std::string& text) {
        apply(read_rename(text));
        return std::move(changes_);
    }
    std::vector<change> changes(const std::vector<std::string>& texts) {
        for (const std::string& text : texts) apply(read_rename(text));
        for (const request& each : done_) check_declared(each);
        objects_.check_declared();
        for (std::size_t i = 0; i != before_.tables.size(); ++i) follow(original_.tables[i], before_.tables[i]);
        return std::move(changes_);
    }

private:
    /// What was renamed, by its place, which stays.
    struct request {
        std::string text;
        std::size_t table;
        std::optional<std::size_t> column;
    };

    [[nodiscard]] std::optional<std::size_t> table_at(const std::string& schema, const std::string& name) const {
        for (std::size_t i = 0; i != before_.tables.size(); ++i) {
            if (before_.tables[i].schema == bare_schema(schema) and before_.tables[i].name == name) return i;
        }
        return {};
    }
    [[nodiscard]] static std::optional<std::size_t> column_at(const table_model& table, const std::string& name) {
        const auto found = detail::find(table.columns, name, &column_model::name);
        if (found == table.columns.end()) return {};
        return static_cast<std::size_t>(found - table.columns.begin());
    }
    [[nodiscard]] const table_model* declared(const table_model& table) const {
        for (const table_model& each : after_.tables) {
            if (each.schema == table.schema and each.name == table.name) return &each;
        }
        return nullptr;
    }

    /// What the path of a request names: two names are a schema and its table, or else a table of `public` and its column.
    [[nodiscard]] request find(const rename_request& asked) const {
        const std::vector<std::string>& path = asked.path;
        if (path.size() == 1) {
            if (const auto table = table_at("", path[0])) return {asked.text, *table, {}};
            refuse_rename(asked.text, fmt::format("the newest migration has no table {}.", spoken("", path[0])));
        }
        const auto table = table_at(path[0], path[1]);
        if (path.size() == 2) {
            if (table) return {asked.text, *table, {}};
            const auto in_public = table_at("", path[0]);
            if (not in_public) {
                refuse_rename(asked.text, fmt::format("the newest migration has no table {}, nor one {}.", spoken(path[0], path[1]),
                                                      spoken("", path[0])));
            }
            return {asked.text, *in_public, find_column(asked.text, before_.tables[*in_public], path[1])};
        }
        if (not table) refuse_rename(asked.text, fmt::format("the newest migration has no table {}.", spoken(path[0], path[1])));
        return {asked.text, *table, find_column(asked.text, before_.tables[*table], path[2])};
    }
    [[nodiscard]] static std::size_t find_column(const std::string& text, const table_model& table, const std::string& name) {
        if (const auto column = column_at(table, name)) return *column;
        refuse_rename(text, "the table " + spoken(table.schema, table.name) + " has no column " + name +
                                " in the newest migration.");
    }

    /// Renames a label, if that is what the path names: [schema.]type.label.
    bool rename_label_of(const rename_request& asked) {
        const std::vector<std::string>& path = asked.path;
        if (path.size() == 1) return false;
        const std::string schema = path.size() == 3 ? bare_schema(path[0]) : std::string{};
        const std::string& type_name = path[path.size() - 2];
        const auto type = find_enum(before_.enums, schema, type_name);
        if (type == before_.enums.end() or table_at(schema, type_name)) return false;
        if (path.size() == 2 and table_at(path[0], path[1])) return false;
        const former_label_model label{path.back(), asked.name};
        const std::string spoken_type = "enum type " + spoken(schema, type_name);
        if (not has_label(*type, label.before)) {
            refuse_rename(asked.text, fmt::format("the {} has no label {} in the newest migration.", spoken_type, label.before));
        }
        if (has_label(*type, label.now)) refuse_taken(asked.text, spoken(schema, type_name, label.now));
        const auto declared_type = find_enum(after_.enums, schema, type_name);
        if (declared_type == after_.enums.end() or not has_label(*declared_type, label.now)) {
            refuse_rename(asked.text, fmt::format("the declared {} has no label {}.", spoken_type, label.now));
        }
        changes_.push_back(rename_label(before_, *type, label));
        return true;
    }

    void apply(const rename_request& asked) {
        if (asked.name.size() > longest_name) {
            refuse_rename(asked.text, fmt::format("the new name has {} bytes; PostgreSQL keeps 63.", asked.name.size()));
        }
        if (not asked.kind.empty()) return objects_.apply(asked);
        if (rename_label_of(asked)) return;
        request found = find(asked);
        table_model& table = before_.tables[found.table];
        const std::string& name = asked.name;
        if (table.existing) {
            refuse_rename(asked.text,
                          "others keep the table " + spoken(table.schema, table.name) + "; the kit does not change it.");
        }
        if (found.column and asked.schema) refuse_rename(asked.text, "a column stays in its table; its new name stands alone.");
        if (found.column) rename_column(table, table.columns[*found.column], name, asked.text);
        else rename_table(table, name, asked.schema ? bare_schema(*asked.schema) : table.schema, asked.text);
        done_.push_back(std::move(found));
    }

    void rename_table(table_model& table, const std::string& name, const std::string& schema, const std::string& text) {
        const std::string relation = qualified(schema, name);
        if (objects_.is_claimed(relation) or objects_.is_claimed("type " + relation)) refuse_taken(text, spoken(schema, name));
        rewrite_texts(table, {}, name, schema);
        if (table.schema != schema) {
            for (const std::string& each : relations_within(table)) {
                if (objects_.is_claimed(qualified(schema, each))) refuse_taken(text, spoken(schema, each));
            }
            objects_.come_to(schema);
            const std::string action = "set schema " + quote_identifier(named_schema(schema));
            add(change_kind::rename_table, ddl::alter_table(table, action), schema, table.name);
            for (const partition_model& each : table.partitions) {  // which PostgreSQL leaves where they are
                add(change_kind::rename_table, ddl::alter_table({table.schema, each.name}, action), schema, table.name);
            }
            table.schema = schema;
        }
        if (table.name != name) {
            add(change_kind::rename_table, ddl::alter_table(table, "rename to " + quote_identifier(name)), table.schema, name);
        }
        table.name = name;
    }

    void rename_column(table_model& table, column_model& column, const std::string& name, const std::string& text) {
        if (column_at(table, name)) refuse_taken(text, spoken(table.schema, table.name, name));
        add(change_kind::rename_column,
            ddl::alter_table(table, "rename column " + quote_identifier(column.name) + " to " + quote_identifier(name)),
            table.schema, table.name);
        rewrite_texts(table, column.name, name, table.schema);
        column.name = name;
    }

    /// In all tables, as the server does; `column` is empty when the table is renamed.
    void rewrite_texts(const table_model& table, const std::string& column, const std::string& name,
                       const std::string& new_schema) {
        const renamed_text renamed = column.empty() ? renamed_text{table.schema, table.name, table_name{new_schema, name}}
                                                    : renamed_text{table.schema, table.name, column, name};
        const std::string schema = table.schema, old = table.name;
        for (table_model& each : before_.tables) {
            renamed_members change{renamed, {schema, old}, column, name, &each == &table};
            change.move_to(new_schema);
            table_model::members(each, change);
        }
        renamed_members change{renamed, {schema, old}, column, name, false};
        change.move_to(new_schema);
        model::standing(before_, [&change](auto& models) {
            for (auto& each : models) std::remove_cvref_t<decltype(each)>::members(each, change);
        });
    }
    void check_declared(const request& each) const {
        const table_model& table = before_.tables[each.table];
        const table_model* const now = declared(table);
        if (now == nullptr or now->existing) {
            refuse_rename(each.text, "the declared schema has no table " + spoken(table.schema, table.name) + " of the app's own.");
        }
        if (each.column and not column_at(*now, table.columns[*each.column].name)) {
            const std::string& column = table.columns[*each.column].name;
            refuse_rename(each.text, "the declared schema has no column " + spoken(table.schema, table.name, column) + ".");
        }
    }

    /// The names that tables, indexes and keys have in a schema: no two may be the same.
    [[nodiscard]] std::set<std::string, std::less<>> relations_of(const std::string& schema) const {
        std::set<std::string, std::less<>> names;
        for (const table_model& table : before_.tables) {
            if (table.schema != schema) continue;
            names.insert(table.name);
            for (std::string& each : relations_within(table)) names.insert(std::move(each));
        }
        return names;
    }
    static std::set<std::string, std::less<>> constraints_of(const table_model& table) {
        std::set<std::string, std::less<>> names;
        each_constraint_name(table, [&names](const std::string& name) { names.insert(name); });
        return names;
    }

    /// Constraints and sequences that have PostgreSQL's own name get the one that they would have now, as far as the declared
    /// schema calls them so, and it is free. Otherwise the comparison of the schemas makes them anew.
    void follow(const table_model& was, table_model& table) {
        if (was.name == table.name and was.columns == table.columns) return;
        const table_model* const now = declared(table);
        if (now == nullptr) return;
        const auto of_key = [&](std::string& name, const std::vector<std::string>& were, const std::vector<std::string>& are,
                                std::string_view suffix, bool is_relation) {
            const std::string implicit = implicit_name(table.name, are, suffix);
            if (name != implicit_name(was.name, were, suffix) or name == implicit) return;
            const auto wanted = constraints_of(*now);
            if (not wanted.contains(implicit) or wanted.contains(name) or constraints_of(table).contains(implicit)) return;
            if (is_relation and objects_.is_claimed(qualified(table.schema, implicit))) return;
            add(change_kind::rename_constraint,
                ddl::alter_table(table, "rename constraint " + quote_identifier(name) + " to " + quote_identifier(implicit)),
                table.schema, table.name);
            rename_comment(table, "constraint", name, implicit);
            name = implicit;
        };
        if (table.primary_key) of_key(table.primary_key->name, {}, {}, "pkey", true);
        for (std::size_t i = 0; i != table.uniques.size(); ++i) {
            of_key(table.uniques[i].name, was.uniques[i].columns, table.uniques[i].columns, "key", true);
        }
        for (std::size_t i = 0; i != table.foreign_keys.size(); ++i) {
            of_key(table.foreign_keys[i].name, was.foreign_keys[i].columns, table.foreign_keys[i].columns, "fkey", false);
        }
        for (std::size_t i = 0; i != table.columns.size(); ++i) {
            if (table.columns[i].identity == identity_model::none) continue;
            const auto kept = detail::find(now->columns, table.columns[i].name, &column_model::name);
            if (kept == now->columns.end()) continue;
            // The diff drops the sequence of a column that is serial no more, by the name that it has then.
            if (kept->identity == identity_model::none and table.columns[i].identity != identity_model::serial) continue;
            follow_sequence(table, table.columns[i], sequence_name(was.name, was.columns[i].name));
        }
    }
    /// The name of an identity's sequence is no part of a schema; it may be another, and then stays. That of a serial column is
    /// one.
    void follow_sequence(const table_model& table, const column_model& column, const std::string& old) {
        const std::string name = sequence_name(table.name, column.name);
        if (old == name) return;
        if (relations_of(table.schema).contains(name) or sequences_of(table.schema).contains(name) or
            objects_.is_claimed(qualified(table.schema, name))) {
            if (column.identity != identity_model::serial) return;
            throw kit_error(fmt::format("Nothing was written: the sequence of the serial column {} would be called {}, as "
                                        "something else is in the newest migration. Rename or drop that first, in a migration "
                                        "of its own.",
                                        spoken(table.schema, table.name, column.name), spoken(table.schema, name)));
        }
        add(change_kind::rename_sequence,
            "alter sequence if exists " + qualified(table.schema, old) + " rename to " + quote_identifier(name) + ";", table.schema,
            table.name);
    }
    [[nodiscard]] std::set<std::string, std::less<>> sequences_of(const std::string& schema) const {
        std::set<std::string, std::less<>> names;
        for (const table_model& table : original_.tables) {
            if (table.schema != schema) continue;
            for (const column_model& column : table.columns) {
                if (column.identity != identity_model::none) names.insert(sequence_name(table.name, column.name));
            }
        }
        return names;
    }

    void add(change_kind kind, std::string sql, const std::string& schema, const std::string& name) {
        changes_.push_back({kind, std::move(sql), schema, name});
    }

    model& before_;
    const model& after_;
    const model original_;
    std::vector<request> done_;
    std::vector<change> changes_;
    object_renaming objects_;
};

/// The columns of one table that the other does not have.
inline std::vector<const column_model*> columns_only_in(const table_model& table, const table_model& other) {
    std::vector<const column_model*> only;
    for (const column_model& column : table.columns) {
        if (detail::find(other.columns, column.name, &column_model::name) == other.columns.end()) only.push_back(&column);
    }
    return only;
}
/// How much one table resembles another: how many columns they have in common, by name.
inline std::size_t likeness(const table_model& left, const table_model& right) {
    return left.columns.size() - columns_only_in(left, right).size();
}
}  // namespace detail

/// The statements that rename things of `before`, in the order of `renames` (`public.customer.street=address`), and what has
/// PostgreSQL's own name along with them. `before` is the schema after these statements. Both are to be normalised.
///
/// Errors: `kit_error` for a rename that does not lead from the one schema to the other.
[[nodiscard]] inline std::vector<change> rename_changes(model& before, const model& after,
                                                        const std::vector<std::string>& renames) {
    if (renames.empty()) return {};
    return detail::renaming{before, after}.changes(renames);
}

/// What declarations ask for and is to be done yet: what they say was called so is there, and what it is called now is not.
/// `done` gets a sentence for each whose work is done.
///
/// Errors: `kit_error` where both are there.
[[nodiscard]] inline std::vector<std::string> due_renames(const model& before, const std::vector<std::string>& declared,
                                                          std::vector<std::string>& done) {
    std::vector<std::string> due;
    if (declared.empty()) return due;
    model so_far = before;
    for (const std::string& text : declared) {
        const rename_request asked = read_rename(text);
        const detail::named_things things{so_far};
        const bool is_old = things.has(asked.kind, asked.path), is_new = things.has(asked.kind, detail::new_path(asked));
        if (is_old and is_new and asked.path != detail::new_path(asked)) {
            throw kit_error(fmt::format("Nothing was written: declared is the rename {}, and the newest migration has something of "
                                        "both names. Take the rename out of the declaration, or drop one of the two first.", text));
        }
        if (is_new) {
            done.push_back(fmt::format("The rename {} was made by a migration before; take it out of the declaration.", text));
        }
        if (not is_old or is_new) continue;
        static_cast<void>(detail::renaming{so_far, so_far}.changes_unchecked(text));
        due.push_back(text);
    }
    return due;
}

/// What goes from `before` beside something of its kind that comes with `after`, as renames that it could be: of columns, those of
/// one type where there are any; of tables, those of the same schema that are most alike.
[[nodiscard]] inline std::vector<possible_rename> possible_renames(const model& before, const model& after) {
    std::vector<possible_rename> possible;
    const auto find = [](const model& in, const table_model& table) {
        return detail::find_if(in.tables, [&table](const table_model& each) {
            return each.schema == table.schema and each.name == table.name;
        });
    };
    const auto add = [&possible]<class... Part>(const std::string& kind, const auto& of, const std::string& name,
                                                const Part&... part) {
        std::string old = kind + detail::requested_name(named_schema(of.schema)) + "." + detail::requested_name(of.name);
        ((old += "." + detail::requested_name(part)), ...);
        possible.push_back({spoken(of.schema, of.name, part...), old + "=" + detail::requested_name(name)});
    };
    for (const detail::altered_composite& each : detail::altered_composites(before, after)) {
        for (const attribute_model* gone : detail::attributes_only_in(*each.before, *each.after)) {
            for (const attribute_model* came : detail::attributes_only_in(*each.after, *each.before)) {
                if (came->type == gone->type) add("attribute:", *each.before, came->name, gone->name);
            }
        }
    }
    for (const table_model& table : before.tables) {
        if (table.existing) continue;
        const auto kept = find(after, table);
        if (kept == after.tables.end()) {
            std::size_t most = 0;
            std::vector<const table_model*> alike;
            for (const table_model& other : after.tables) {
                if (other.existing or other.schema != table.schema or find(before, other) != before.tables.end()) continue;
                const std::size_t common = detail::likeness(table, other);
                if (common > most) alike.clear();
                if (common < most) continue;
                most = common;
                alike.push_back(&other);
            }
            for (const table_model* other : alike) add("", table, other->name);
            continue;
        }
        const auto came = detail::columns_only_in(*kept, table);
        for (const column_model* column : detail::columns_only_in(table, *kept)) {
            const auto fits = [column](const column_model* other) {
                return other->type == column->type or detail::keeps_every_value(column->type, other->type);
            };
            const bool any_fits = detail::any_of(came, fits);
            for (const column_model* other : came) {
                if (any_fits and not fits(other)) continue;
                add("", table, other->name, column->name);
            }
        }
    }
    return possible;
}
}  // namespace virga::kit
