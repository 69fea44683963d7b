// virga/kit/validate.hpp: a model that PostgreSQL would refuse is refused first, with a sentence.
#pragma once

#include <algorithm>      // std::ranges::sort, std::min
#include <cstddef>        // std::size_t
#include <string>         // std::string
#include <string_view>    // std::string_view
#include <unordered_map>  // std::unordered_map
#include <unordered_set>  // std::unordered_set
#include <vector>         // std::vector, std::erase

#include <fmt/core.h>  // fmt::format

#include <virga/kit/error.hpp>        // virga::kit::kit_error
#include <virga/kit/model.hpp>        // virga::kit::model
#include <virga/kit/model/defaults.hpp>  // virga::kit::detail::default_values
#include <virga/kit/model/lists.hpp>  // virga::kit::detail::all_of, count, find
#include <virga/kit/model/names.hpp>  // virga::kit::longest_name, sequence_name
#include <virga/kit/object/need.hpp>  // virga::kit::detail::need_lists
#include <virga/kit/plan/speaks_of.hpp>  // virga::kit::detail::speaks_of
#include <virga/kit/quote.hpp>        // virga::kit::qualified, bare_schema, spoken

namespace virga::kit {

/// The model with one spelling for each meaning: schema `public` is empty, `no action` is empty, what a primary key or an
/// identity makes not null says so, a domain over another says what default it has of that, and the roles of a policy are
/// sorted, with none for `public`.
[[nodiscard]] inline model normalised(model schema) {
    const auto bare = [](std::string& name) { name = bare_schema(name); };
    std::erase(schema.schemas, "public");
    std::erase(schema.schemas, "");
    model::standing(schema, [&bare](auto& models) {
        for (auto& each : models) {
            if constexpr (requires { each.schema; }) bare(each.schema);
            if constexpr (requires { each.table_schema; }) bare(each.table_schema);
        }
    });
    detail::need_lists needs{[&bare](std::vector<need_model>& all) {
        for (need_model& each : all) bare(each.schema);
    }};
    model::members(schema, needs);
    detail::inherit_defaults(schema.domains);
    for (table_model& table : schema.tables) {
        bare(table.schema);
        for (column_model& column : table.columns) {
            if (column.identity != identity_model::none) column.not_null = true;
            if (table.primary_key and detail::count(table.primary_key->columns, column.name) != 0) {
                column.not_null = true;
            }
        }
        for (foreign_key_model& key : table.foreign_keys) {
            bare(key.foreign_schema);
            if (key.on_delete == "no action") key.on_delete.clear();
            if (key.on_update == "no action") key.on_update.clear();
        }
        for (policy_model& policy : table.policies) {
            if (detail::count(policy.roles, "public") != 0) policy.roles.clear();
            std::ranges::sort(policy.roles);
        }
    }
    return schema;
}

/// Whether two lists name the same columns, in whatever order: what a foreign key asks of its target.
[[nodiscard]] inline bool same_columns(std::vector<std::string> left, std::vector<std::string> right) {
    std::ranges::sort(left);
    std::ranges::sort(right);
    return left == right;
}

/// The columns of a unique index that a foreign key can refer to; empty if it has none, being partial or
/// over an expression.
[[nodiscard]] inline std::vector<std::string> key_columns(const index_model& index) {
    std::vector<std::string> columns;
    if (not index.unique or not index.where.empty()) return columns;
    for (const index_part_model& part : index.parts) {
        if (part.is_expression) return {};
        columns.push_back(part.expression);
    }
    return columns;
}

/// The names of the keys of `table` (primary key, unique constraints and indexes) over exactly `columns`.
[[nodiscard]] inline std::vector<std::string> keys_over(const table_model& table, const std::vector<std::string>& columns) {
    std::vector<std::string> names;
    const auto consider = [&](const std::string& name, const std::vector<std::string>& of) {
        if (of.size() == columns.size() and same_columns(of, columns)) names.push_back(name);
    };
    const auto consider_key = [&](const key_model& key) {
        if (key.checked == checked_model::at_once) consider(key.name, key.columns);  // no foreign key refers to one put off
    };
    if (table.primary_key) consider_key(*table.primary_key);
    for (const key_model& key : table.uniques) consider_key(key);
    for (const index_model& index : table.indexes) consider(index.name, key_columns(index));
    return names;
}

namespace detail {

/// Names seen so far in one of PostgreSQL's name spaces.
class name_space {
public:
    void claim(const std::string& key, std::string_view name, const std::string& where) {
        if (name.empty()) throw kit_error(fmt::format("{}: a name is empty.", where));
        if (name.size() > longest_name) {
            throw kit_error(fmt::format("{}: the name {} has {} bytes; PostgreSQL keeps 63. Shorten it.", where, name,
                                        name.size()));
        }
        const auto [seen, fresh] = owners_.emplace(key, where);
        if (not fresh) {
            throw kit_error(fmt::format("{}: the name {} is taken by {}. Give one of the two another name.", where, name,
                                        seen->second));
        }
    }
    [[nodiscard]] bool has(const std::string& key) const { return owners_.contains(key); }

private:
    std::unordered_map<std::string, std::string> owners_;
};

/// The methods of an index that take a storage parameter; empty where it is not known.
/// Source: PostgreSQL manual, CREATE INDEX, Index Storage Parameters.
[[nodiscard]] constexpr std::string_view methods_with(std::string_view parameter) {
    if (parameter == "fillfactor") return "btree, hash, gist, spgist";
    if (parameter == "deduplicate_items") return "btree";
    if (parameter == "buffering") return "gist";
    if (parameter == "fastupdate" or parameter == "gin_pending_list_limit") return "gin";
    if (parameter == "pages_per_range" or parameter == "autosummarize") return "brin";
    if (parameter == "m" or parameter == "ef_construction") return "hnsw";
    if (parameter == "lists") return "ivfflat";
    return {};
}
inline void check_storage(const index_model& index, const std::string& here) {
    for (const std::string& parameter : index.storage) {
        const std::string_view name = ddl::parameter_name(parameter);
        const std::string_view methods = methods_with(name);
        bool takes_it = methods.empty();
        for (std::string_view rest = methods; not rest.empty();) {
            const std::size_t end = std::min(rest.find(','), rest.size());
            takes_it = takes_it or rest.substr(0, end) == index.method;
            rest.remove_prefix(std::min(end + 2, rest.size()));
        }
        if (takes_it) continue;
        throw kit_error(fmt::format("{}: {} is a parameter of {}, and the index is {}. Leave it out.", here, name, methods,
                                    index.method));
    }
}

/// What PostgreSQL refuses of partitioned tables.
inline void check_partitions(const table_model& table, const std::string& where, name_space& relations) {
    if (table.partitioned_by.empty()) {
        if (table.partitions.empty()) return;
        throw kit_error(fmt::format("{}: it has partitions, and is not partitioned. Say by what.", where));
    }
    for (const partition_model& each : table.partitions) {
        const std::string here = where + ", partition " + each.name;
        relations.claim(qualified(table.schema, each.name), each.name, here);
        relations.claim("type " + qualified(table.schema, each.name), each.name, here);
        for (const std::string& column : each.partition_key) {
            if (find(table.columns, column, &column_model::name) != table.columns.end()) continue;
            throw kit_error(fmt::format("{}: the table has no column {}, by which it is partitioned.", here, column));
        }
        if (each.of.empty()) continue;
        const auto whole = find(table.partitions, each.of, &partition_model::name);
        if (whole != table.partitions.end() and not whole->partitioned_by.empty()) continue;
        throw kit_error(fmt::format("{}: it is one of {}, which is no partition of the table, or not partitioned. Say by what.",
                                    here, each.of));
    }
    const std::vector<std::string> key = ddl::partition_columns(table);
    const auto holds_key = [&key](const std::vector<std::string>& columns) {
        return all_of(key, [&columns](const std::string& column) {
            return find(columns, column) != columns.end();
        });
    };
    const auto want_key = [&](const std::string& name, const std::vector<std::string>& columns) {
        if (holds_key(columns)) return;
        throw kit_error(
            fmt::format("{}, {}: it lacks a column of the partition key, {}; PostgreSQL only sees within a partition that "
                        "rows are unique. Add it.",
                        where, name, quoted_list(key)));
    };
    if (table.primary_key) want_key("constraint " + table.primary_key->name, table.primary_key->columns);
    for (const key_model& each : table.uniques) want_key("constraint " + each.name, each.columns);
    for (const index_model& each : table.indexes) {
        if (each.made.concurrently) {
            throw kit_error(fmt::format("{}, index {}: PostgreSQL makes no index of a partitioned table concurrently. Leave that "
                                        "out.", where, each.name));
        }
        if (not each.unique) continue;
        std::vector<std::string> columns;
        for (const index_part_model& part : each.parts) {
            if (not part.is_expression) columns.push_back(part.expression);
        }
        want_key("index " + each.name, columns);
    }
    for (const exclusion_model& each : table.exclusions) {
        throw kit_error(fmt::format("{}, exclusion {}: PostgreSQL before 17 has none of a partitioned table. Take it out.", where,
                                    each.name));
    }
    for (const foreign_key_model& each : table.foreign_keys) {
        if (not each.not_valid) continue;
        throw kit_error(fmt::format("{}, foreign key {}: that of a partitioned table cannot be not valid. Leave that out.", where,
                                    each.name));
    }
    if (not table.storage.empty()) {
        throw kit_error(
            fmt::format("{}: a partitioned table holds no rows itself, and so has no storage parameters. Leave them out.", where));
    }
    if (table.unlogged) throw kit_error(fmt::format("{}: a partitioned table cannot be unlogged. Leave that out.", where));
}

inline void check_table(const table_model& table, name_space& relations) {
    const std::string where = "table " + spoken(table.schema, table.name);
    name_space columns, constraints;
    for (const column_model& column : table.columns) {
        const std::string here = where + ", column " + column.name;
        columns.claim(column.name, column.name, here);
        if (column.type.empty()) throw kit_error(fmt::format("{}: the type is empty.", here));
        const bool is_serial = column.identity == identity_model::serial;
        if ((column.identity == identity_model::none or is_serial) and column.sequence) {
            throw kit_error(fmt::format("{}: it is no identity, and has no sequence. Leave that out.", here));
        }
        if (column.identity != identity_model::none and column.default_expression) {
            throw kit_error(fmt::format("{}: an identity column cannot have a default.", here));
        }
        if (is_serial) {
            const std::string name = sequence_name(table.name, column.name);
            relations.claim(qualified(table.schema, name), name, here);
            if (column.type != "smallint" and column.type != "integer" and column.type != "bigint") {
                throw kit_error(fmt::format("{}: it is serial, and its type {}. Make it smallint, integer or bigint.", here,
                                            column.type));
            }
        }
        if (not column.generated.empty() and (column.default_expression or column.identity != identity_model::none)) {
            throw kit_error(fmt::format("{}: a generated column cannot have a default or be an identity.", here));
        }
    }
    const auto know = [&](const std::vector<std::string>& used, const std::string& here) {
        if (used.empty()) throw kit_error(fmt::format("{}: it names no column.", here));
        for (const std::string& column : used) {
            if (not columns.has(column)) throw kit_error(fmt::format("{}: the table has no column {}.", here, column));
        }
    };
    const auto key = [&](const key_model& each) {
        const std::string here = where + ", constraint " + each.name;
        constraints.claim(each.name, each.name, here);
        relations.claim(qualified(table.schema, each.name), each.name, here);
        know(each.columns, here);
    };
    if (table.primary_key) key(*table.primary_key);
    for (const key_model& each : table.uniques) key(each);
    for (const check_model& each : table.checks) constraints.claim(each.name, each.name, where + ", check " + each.name);
    for (const exclusion_model& each : table.exclusions) {
        const std::string here = where + ", exclusion " + each.name;
        constraints.claim(each.name, each.name, here);
        relations.claim(qualified(table.schema, each.name), each.name, here);
        if (each.parts.empty()) throw kit_error(fmt::format("{}: it names no column.", here));
        for (const index_part_model& part : each.parts) {
            if (not part.is_expression) know({part.expression}, here);
            if (part.compared_by.empty()) throw kit_error(fmt::format("{}: {} has no operator.", here, part.expression));
        }
    }
    if (not table.partitioned_by.empty()) know(table.partition_key, where + ", partition key");
    check_partitions(table, where, relations);
    for (const foreign_key_model& each : table.foreign_keys) {
        constraints.claim(each.name, each.name, where + ", foreign key " + each.name);
        know(each.columns, where + ", foreign key " + each.name);
    }
    for (const index_model& each : table.indexes) {
        const std::string here = where + ", index " + each.name;
        relations.claim(qualified(table.schema, each.name), each.name, here);
        if (each.parts.empty()) throw kit_error(fmt::format("{}: it names no column.", here));
        for (const index_part_model& part : each.parts) {
            if (not part.is_expression) know({part.expression}, here);
        }
        check_storage(each, here);
        if (each.include.empty()) continue;
        know(each.include, here);
        if (each.method != "btree" and each.method != "gist" and each.method != "spgist") {
            throw kit_error(fmt::format("{}: an index of the method {} cannot hold columns beside its keys. Leave include out.",
                                        here, each.method));
        }
    }
}

/// A materialized view is filled from what it is made of, which has to be filled as well.
inline void check_filled(const std::vector<view_model>& views) {
    std::vector<const view_model*> unfilled;
    for (const view_model& each : views) {
        if (each.without_data) unfilled.push_back(&each);
    }
    for (std::size_t i = 0; i != unfilled.size(); ++i) {
        const view_model& empty = *unfilled[i];
        for (const view_model& each : views) {
            if (find(unfilled, &each) != unfilled.end()) continue;
            if (not speaks_of(each.query, empty.schema, empty.name, spoken_as::source)) continue;
            if (each.materialized) {
                throw kit_error(fmt::format("view {}: it is filled when it comes, from {}, which holds no data until it is "
                                            "refreshed. Declare it without data too.", spoken(each.schema, each.name),
                                            spoken(empty.schema, empty.name)));
            }
            unfilled.push_back(&each);
        }
    }
}

inline void check_policies(const table_model& table, const std::unordered_set<std::string>& roles) {
    name_space names;
    for (const policy_model& policy : table.policies) {
        const std::string here = "table " + spoken(table.schema, table.name) + ", policy " + policy.name;
        names.claim(policy.name, policy.name, here);
        const std::string& command = policy.command;
        if (command != "all" and command != "select" and command != "insert" and command != "update" and command != "delete") {
            throw kit_error(fmt::format("{}: it is for {}; a policy is for all, select, insert, update or delete.", here, command));
        }
        if (command == "insert" and not policy.read_condition.empty()) {
            throw kit_error(fmt::format("{}: an insert reads no row; write `with check` in the place of `using`.", here));
        }
        if ((command == "select" or command == "delete") and not policy.write_condition.empty()) {
            throw kit_error(fmt::format("{}: a {} writes no row; write `using` in the place of `with check`.", here, command));
        }
        for (const std::string& role : policy.roles) {
            if (not is_role_word(role) and not roles.contains(role)) {
                throw kit_error(fmt::format("{}: the role {} is not listed. Add it.", here, role));
            }
        }
    }
}

/// PostgreSQL creates a foreign key that sets a not-null column to NULL, and then refuses every delete or update.
inline void check_action(const table_model& table, const foreign_key_model& key, const std::string& action,
                         std::string_view event, const default_values& defaults) {
    for (const column_model& column : table.columns) {
        if (find(key.columns, column.name) == key.columns.end()) continue;
        const bool writes = action.starts_with("set ") or (action == "cascade" and event == "update");
        if (writes and not column.generated.empty()) {
            throw kit_error(fmt::format("table {}, foreign key {}: on {} {} writes the column {}, which is generated. Choose "
                                        "another action.", spoken(table.schema, table.name), key.name, event, action, column.name));
        }
        if (not column.not_null) continue;
        const bool sets_null = action == "set null" or (action == "set default" and defaults.of(column) == nullptr);
        if (not sets_null) continue;
        throw kit_error(fmt::format("table {}, foreign key {}: on {} {} makes the column {} NULL, which is declared not null. "
                                    "Choose another action.", spoken(table.schema, table.name), key.name, event, action,
                                    column.name));
    }
}

inline void check_foreign_keys(const table_model& table, const std::unordered_map<std::string, const table_model*>& tables,
                               const default_values& defaults) {
    for (const foreign_key_model& key : table.foreign_keys) {
        const std::string here = "table " + spoken(table.schema, table.name) + ", foreign key " + key.name;
        const std::string target = spoken(key.foreign_schema, key.foreign_table);
        const auto found = tables.find(qualified(key.foreign_schema, key.foreign_table));
        if (found == tables.end()) {
            throw kit_error(fmt::format("{}: it refers to the table {}, which the schema does not list. Add it.", here, target));
        }
        if (key.columns.size() != key.foreign_columns.size() or keys_over(*found->second, key.foreign_columns).empty()) {
            throw kit_error(
                fmt::format("{}: the columns it refers to, {} of {}, are not together the primary key or unique, "
                            "by a key that is checked at once. Make them so.",
                            here, quoted_list(key.foreign_columns), target));
        }
        if (found->second->unlogged and not table.unlogged) {
            throw kit_error(fmt::format("{}: the table {} is unlogged, and a table that is logged cannot refer to it. Make both "
                                        "alike.", here, target));
        }
        check_action(table, key, key.on_delete, "delete", defaults);
        check_action(table, key, key.on_update, "update", defaults);
    }
}
}  // namespace detail

/// Errors: `kit_error`, naming table and column, when PostgreSQL would refuse to create `schema`.
inline void validate(const model& schema) {
    detail::name_space relations;  // a schema has one name space for tables and indexes, one for tables and types
    std::unordered_set<std::string> schemas{""};
    for (const std::string& name : schema.schemas) {
        relations.claim("schema " + name, name, "schema " + name);
        schemas.insert(name);
    }
    for (const table_model& table : schema.tables) {  // others keep its schema, too
        if (table.existing) schemas.insert(table.schema);
    }
    const auto listed = [&schemas](const std::string& name, const std::string& where) {
        if (not schemas.contains(name)) throw kit_error(fmt::format("{}: the schema {} is not listed. Add it.", where, name));
    };
    model::standing(schema, [&](const auto& models) {
        for (const auto& each : models) {
            std::string where{each.called};
            if constexpr (requires { each.schema; }) {
                where += " " + spoken(each.schema, each.name);
                listed(each.schema, where);
            } else {
                where += " " + each.name;
            }
            std::string_view name = each.name;
            if constexpr (requires { each.is_of_what_comes(); }) name = each.role;
            for (const std::string& key : each.claims()) relations.claim(key, name, where);
        }
    });
    for (const enum_model& type : schema.enums) {
        detail::name_space labels;
        for (const std::string& label : type.labels) labels.claim(label, label, "enum type " + spoken(type.schema, type.name));
    }
    std::unordered_set<std::string> roles;
    for (const role_model& role : schema.roles) roles.insert(role.name);
    for (const grant_model& grant : schema.grants) {
        if (is_role_word(grant.role) or roles.contains(grant.role)) continue;
        throw kit_error(fmt::format("grant on {} {}: the role {} is not listed. Add it.", grant.on, grant.name, grant.role));
    }
    std::unordered_map<std::string, const table_model*> tables;
    for (const table_model& table : schema.tables) {
        const std::string where = "table " + spoken(table.schema, table.name);
        if (not table.existing) listed(table.schema, where);
        relations.claim(qualified(table.schema, table.name), table.name, where);
        relations.claim("type " + qualified(table.schema, table.name), table.name, where);
        tables.emplace(qualified(table.schema, table.name), &table);
    }
    detail::check_filled(schema.views);
    for (const table_model& table : schema.tables) detail::check_table(table, relations);
    const detail::default_values defaults{schema.domains};
    for (const table_model& table : schema.tables) detail::check_foreign_keys(table, tables, defaults);
    for (const table_model& table : schema.tables) detail::check_policies(table, roles);
}
}  // namespace virga::kit
