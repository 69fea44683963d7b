// tests/unit/kit_models.hpp: short words for models, for the tests of the kit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <virga/kit/change.hpp>
#include <virga/kit/model.hpp>
#include <virga/kit/model/names.hpp>

namespace virga_test {

using namespace virga::kit;
using names = std::vector<std::string>;

inline column_model column(std::string name, std::string type, std::optional<std::string> value = {}) {
    return {std::move(name), std::move(type), false, std::move(value), identity_model::none};
}
inline column_model required(std::string name, std::string type, std::optional<std::string> value = {}) {
    return {std::move(name), std::move(type), true, std::move(value), identity_model::none};
}

/// A table that is put together by a chain of calls; objects without a name get PostgreSQL's own.
class table_builder {
public:
    table_builder(std::string name, std::vector<column_model> columns, std::string schema = {}) {
        table_.schema = std::move(schema);
        table_.name = std::move(name);
        table_.columns = std::move(columns);
    }
    table_builder primary(names columns) && {
        table_.primary_key = key_model{implicit_name(table_.name, {}, "pkey"), std::move(columns)};
        return std::move(*this);
    }
    table_builder unique(names columns, std::string name = {}) && {
        if (name.empty()) name = implicit_name(table_.name, columns, "key");
        table_.uniques.push_back({std::move(name), std::move(columns)});
        return std::move(*this);
    }
    table_builder references(names columns, std::string table, names foreign = {"id"}, std::string schema = {},
                             std::string on_delete = {}) && {
        const std::string name = implicit_name(table_.name, columns, "fkey");
        table_.foreign_keys.push_back(
            {name, std::move(columns), std::move(schema), std::move(table), std::move(foreign), std::move(on_delete), {}});
        return std::move(*this);
    }
    table_builder check(std::string name, std::string expression) && {
        table_.checks.push_back({std::move(name), std::move(expression)});
        return std::move(*this);
    }
    table_builder index(std::string name, names columns, std::string where = {}, bool unique = false) && {
        index_model made{std::move(name), unique, "btree", {}, std::move(where)};
        for (std::string& each : columns) made.parts.push_back({std::move(each), false, false, {}});
        table_.indexes.push_back(std::move(made));
        return std::move(*this);
    }
    table_builder index(index_model made) && {
        table_.indexes.push_back(std::move(made));
        return std::move(*this);
    }
    /// With a policy comes row level security, as when declared.
    table_builder policy(policy_model made) && {
        table_.policies.push_back(std::move(made));
        table_.row_security = true;
        return std::move(*this);
    }
    table_builder secured(bool forced = false) && {
        table_.row_security = true;
        table_.forced_row_security = forced;
        return std::move(*this);
    }
    table_builder existing() && {
        table_.existing = true;
        return std::move(*this);
    }
    operator table_model() const { return table_; }  // NOLINT: a builder stands for what it builds

private:
    table_model table_;
};

inline table_builder table(std::string name, std::vector<column_model> columns, std::string schema = {}) {
    return {std::move(name), std::move(columns), std::move(schema)};
}
inline model tables(std::vector<table_model> all) { return {{}, {}, std::move(all)}; }

/// A policy for every statement that lets rows of this condition through.
inline policy_model policy(std::string name, std::string condition, names roles = {}) {
    return {std::move(name), false, "all", std::move(roles), std::move(condition), {}};
}
inline role_model existing_role(std::string name) {
    role_model role{std::move(name)};
    role.existing = true;
    return role;
}
/// A schema with roles.
inline model roles_and(std::vector<role_model> roles, std::vector<table_model> all = {}) {
    return {{}, {}, std::move(all), std::move(roles)};
}

/// The SQL of changes, one a line.
inline std::string sql_of(const std::vector<change>& changes) {
    std::string text;
    for (const change& step : changes) text += step.sql + "\n";
    return text;
}

/// What `action` throws, as text; empty when it throws nothing.
template <class Action>
std::string complaint(Action&& action) {
    try {
        static_cast<void>(action());
    } catch (const virga::error& failure) {
        return failure.what();
    }
    return {};
}
inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }
}  // namespace virga_test
