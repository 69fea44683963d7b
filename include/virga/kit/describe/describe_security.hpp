// virga/kit/describe/describe_security.hpp: declared roles, policies and row level security as the kit's run-time model.
#pragma once

#include <string>     // std::string
#include <tuple>      // std::apply

#include <virga/catalog/policy.hpp>              // virga::policy_definition
#include <virga/catalog/policy_rules.hpp>        // virga::detail::has_subquery
#include <virga/catalog/role.hpp>                // virga::pg::role
#include <virga/expr/short_type.hpp>             // virga::detail::long_type
#include <virga/kit/describe/described_at.hpp>   // virga::kit::detail::refuse_thrown
#include <virga/kit/describe/inline_values.hpp>  // virga::kit::expression_sql
#include <virga/kit/describe/noted_needs.hpp>    // virga::kit::detail::noted_needs
#include <virga/kit/model.hpp>                   // virga::kit::policy_model
#include <virga/kit/model/lists.hpp>             // virga::kit::detail::find
#include <virga/kit/quote.hpp>                   // virga::kit::spoken

namespace virga::kit::detail {

template <fixed_string Name, auto... Attributes>
void describe_item(model& schema, pg::role<Name, Attributes...>*) {
    using declared = pg::role<Name, Attributes...>;
    role_model role;
    role.name = declared::name;
    role.create_db = declared::template has<role_attribute::create_db>;
    role.create_role = declared::template has<role_attribute::create_role>;
    role.inherit = not declared::template has<role_attribute::no_inherit>;
    role.login = declared::template has<role_attribute::login>;
    role.bypass_rls = declared::template has<role_attribute::bypass_rls>;
    role.existing = declared::is_existing;
    schema.roles.push_back(std::move(role));
}

inline std::string command_words(policy_command command) {
    switch (command) {
        case policy_command::all: return "all";
        case policy_command::select: return "select";
        case policy_command::insert: return "insert";
        case policy_command::update: return "update";
        case policy_command::delete_: return "delete";
    }
    return "all";
}

inline std::string row_condition_sql(const virga::detail::no_condition&, name_listener&) { return {}; }
template <expression_like Condition>
std::string row_condition_sql(const Condition& condition, name_listener& told) {
    return expression_sql(condition, virga::detail::has_subquery<tree_of<Condition>>(), &told);
}

template <fixed_string Name, policy_command Command, bool IsPermissive, class... Roles, class Using, class Check>
[[gnu::always_inline]] inline void describe_policy(
    table_model& table, const policy_definition<Name, Command, IsPermissive, list<Roles...>, Using, Check>& policy) {
    policy_model described;
    described.name = Name.view();
    described.restrictive = not IsPermissive;
    described.command = command_words(Command);
    described.roles = {std::string(Roles::name)...};
    noted_needs needs{table};
    try {
        described.read_condition = row_condition_sql(policy.read_condition, needs);
        described.write_condition = row_condition_sql(policy.write_condition, needs);
    } catch (...) {
        refuse_thrown("table " + spoken(table.schema, table.name) + ", policy " + described.name);
    }
    needs.wrote(described.read_condition);
    needs.wrote(described.write_condition);
    described.needs = needs.told();
    table.policies.push_back(std::move(described));
    table.row_security = true;  // without it the policy would do nothing
}
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
[[gnu::always_inline]] inline void describe_constraint(
    table_model& table, const policy_definition<Name, Command, IsPermissive, Roles, Using, Check>& policy) {
    describe_policy(table, policy);
}
template <class Constraint>
    requires makes_policies<Constraint>
void describe_constraint(table_model& table, const Constraint& constraint) {
    std::apply([&](const auto&... policies) { (describe_policy(table, policies), ...); }, policies_in<Constraint>::of(constraint));
}
template <bool IsForced>
void describe_constraint(table_model& table, const row_security<IsForced>&) {
    table.row_security = true;
    if constexpr (IsForced) table.forced_row_security = true;
}

template <class Role>
void add_existing_role(model& schema) {
    if constexpr (is_role<Role>) {
        if (Role::is_existing and find(schema.roles, Role::name, &role_model::name) == schema.roles.end()) {
            describe_item(schema, static_cast<Role*>(nullptr));
        }
    }
}
template <fixed_string Name, policy_command Command, bool IsPermissive, class... Roles, class Using, class Check>
[[gnu::always_inline]] inline void add_existing_roles(
    model& schema, policy_definition<Name, Command, IsPermissive, list<Roles...>, Using, Check>*) {
    (add_existing_role<Roles>(schema), ...);
}
template <class... Policies>
[[gnu::always_inline]] inline void add_existing_roles(model& schema, list<Policies...>*) {
    (add_existing_roles(schema, static_cast<Policies*>(nullptr)), ...);
}
template <class Short>
void add_roles_of_policies(model& schema) {
    add_existing_roles(schema, static_cast<typename virga::detail::long_type<Short>::type*>(nullptr));
}
}  // namespace virga::kit::detail
