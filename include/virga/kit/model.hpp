// virga/kit/model.hpp: a schema as run-time values, whatever it was read from.
#pragma once

#include <optional>  // std::optional
#include <string>    // std::string
#include <vector>    // std::vector

/// The model is what declarations, snapshots and catalogs have in common. Names are bare (never quoted),
/// an empty schema name is `public`; expressions, defaults and types are SQL text as they stand in DDL.
namespace virga::kit {

/// `create type ... as enum`.
struct enum_model {
    std::string schema;
    std::string name;
    std::vector<std::string> labels;
    friend bool operator==(const enum_model&, const enum_model&) = default;
};

enum class identity_model { none, always, by_default };

struct column_model {
    std::string name;
    std::string type;  ///< SQL text: `integer`, `varchar(200)`, `"cms"."post_status"`
    bool not_null = false;
    std::optional<std::string> default_expression;
    identity_model identity = identity_model::none;
    friend bool operator==(const column_model&, const column_model&) = default;
};

/// A primary key or unique constraint.
struct key_model {
    std::string name;
    std::vector<std::string> columns;
    friend bool operator==(const key_model&, const key_model&) = default;
};

struct foreign_key_model {
    std::string name;
    std::vector<std::string> columns;
    std::string foreign_schema;
    std::string foreign_table;
    std::vector<std::string> foreign_columns;
    std::string on_delete;  ///< SQL text, `cascade`; empty is `no action`
    std::string on_update;
    friend bool operator==(const foreign_key_model&, const foreign_key_model&) = default;
};

struct check_model {
    std::string name;
    std::string expression;
    friend bool operator==(const check_model&, const check_model&) = default;
};

struct index_part_model {
    std::string expression;      ///< a bare column name, or SQL text if `is_expression`
    bool is_expression = false;
    bool descending = false;
    std::string nulls;           ///< `first`, `last`, or empty for the default of the direction
    friend bool operator==(const index_part_model&, const index_part_model&) = default;
};

struct index_model {
    std::string name;
    bool unique = false;
    std::string method = "btree";
    std::vector<index_part_model> parts;
    std::string where;  ///< the predicate of a partial index, or empty
    friend bool operator==(const index_model&, const index_model&) = default;
};

/// A policy of row level security.
struct policy_model {
    std::string name;
    bool restrictive = false;
    std::string command = "all";     ///< SQL text: `all`, `select`, `insert`, `update`, `delete`
    std::vector<std::string> roles;  ///< names, `current_user`, `current_role`, `session_user`; none is `public`
    std::string read_condition;      ///< `using`, or empty
    std::string write_condition;     ///< `with check`, or empty
    friend bool operator==(const policy_model&, const policy_model&) = default;
};

/// The domain that declares a table, called as the namespace of its fields; empty where the model was read from elsewhere. It is
/// no part of the schema, so that two are never different for it.
struct domain_model {
    std::string name{};
    friend bool operator==(const domain_model&, const domain_model&) { return true; }
};

struct table_model {
    std::string schema;
    std::string name;
    std::vector<column_model> columns;
    std::optional<key_model> primary_key;
    std::vector<key_model> uniques;
    std::vector<foreign_key_model> foreign_keys;
    std::vector<check_model> checks;
    std::vector<index_model> indexes;
    std::vector<policy_model> policies{};
    bool row_security = false;         ///< `enable row level security`
    bool forced_row_security = false;  ///< `force row level security`
    bool existing = false;             ///< others keep it: it stands here for those that refer to it
    domain_model domain{};
    friend bool operator==(const table_model&, const table_model&) = default;
};

/// A role; its password is not part of a schema.
struct role_model {
    std::string name;
    bool create_db = false;
    bool create_role = false;
    bool inherit = true;
    bool login = false;
    bool bypass_rls = false;
    bool existing = false;  ///< others keep it
    friend bool operator==(const role_model&, const role_model&) = default;
};

/// A whole schema, in order of declaration.
struct model {
    std::vector<std::string> schemas;  ///< other than `public`
    std::vector<enum_model> enums;
    std::vector<table_model> tables;
    std::vector<role_model> roles{};
    friend bool operator==(const model&, const model&) = default;
};
}  // namespace virga::kit
