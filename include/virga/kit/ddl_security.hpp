// virga/kit/ddl_security.hpp: the SQL text of statements about roles, policies and row level security.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view

#include <virga/kit/ddl.hpp>       // virga::kit::ddl::name_of, alter_table
#include <virga/kit/model.hpp>     // virga::kit::role_model, policy_model
#include <virga/kit/quote.hpp>     // virga::kit::quote_identifier, dollar_quoted
#include <virga/kit/validate.hpp>  // virga::kit::is_role_word

namespace virga::kit::ddl {

namespace detail {
/// The attributes in which a role differs from another, each word with a blank before it.
inline std::string role_attributes(const role_model& from, const role_model& to) {
    std::string words;
    const auto word = [&words](bool before, bool after, std::string_view name) {
        if (before != after) (words += after ? " " : " no") += name;
    };
    word(from.create_db, to.create_db, "createdb");
    word(from.create_role, to.create_role, "createrole");
    word(from.inherit, to.inherit, "inherit");
    word(from.login, to.login, "login");
    word(from.bypass_rls, to.bypass_rls, "bypassrls");
    return words;
}
}  // namespace detail

/// Creates a role unless the server has one of that name: another database of the same server may have brought it.
inline std::string create_role(const role_model& role) {
    const std::string create = "create role " + quote_identifier(role.name) + detail::role_attributes({}, role) + ";";
    const std::string missing = "not exists (select from pg_catalog.pg_roles where rolname = " + quote_literal(role.name) + ")";
    return "do " + dollar_quoted("\nbegin\n  if " + missing + " then\n    " + create + "\n  end if;\nend\n") + ";";
}
inline std::string alter_role(const role_model& before, const role_model& after) {
    return "alter role " + quote_identifier(after.name) + detail::role_attributes(before, after) + ";";
}
/// Drops a role unless another database of the server had it dropped before.
inline std::string drop_role(std::string_view name) { return "drop role if exists " + quote_identifier(name) + ";"; }

/// `"editor", public`
inline std::string roles_of(const policy_model& policy) {
    std::string list;
    for (const std::string& role : policy.roles) {
        if (not list.empty()) list += ", ";
        list += is_role_word(role) ? role : quote_identifier(role);
    }
    return list.empty() ? "public" : list;
}

inline std::string create_policy(const table_model& table, const policy_model& policy) {
    std::string text = "create policy " + quote_identifier(policy.name) + " on " + name_of(table);
    if (policy.restrictive) text += " as restrictive";
    if (policy.command != "all") text += " for " + policy.command;
    if (not policy.roles.empty()) text += " to " + roles_of(policy);
    if (not policy.read_condition.empty()) text += " using (" + policy.read_condition + ")";
    if (not policy.write_condition.empty()) text += " with check (" + policy.write_condition + ")";
    return text + ";";
}
/// Whether `alter policy` can make one into the other: it cannot change `as` and `for`, nor take a condition away.
inline bool can_alter(const policy_model& before, const policy_model& after) {
    return before.restrictive == after.restrictive and before.command == after.command and
           (before.read_condition.empty() or not after.read_condition.empty()) and
           (before.write_condition.empty() or not after.write_condition.empty());
}
inline std::string alter_policy(const table_model& table, const policy_model& before, const policy_model& after) {
    std::string text = "alter policy " + quote_identifier(after.name) + " on " + name_of(table);
    if (before.roles != after.roles) text += " to " + roles_of(after);
    if (before.read_condition != after.read_condition) text += " using (" + after.read_condition + ")";
    if (before.write_condition != after.write_condition) text += " with check (" + after.write_condition + ")";
    return text + ";";
}
inline std::string drop_policy(const table_model& table, std::string_view name) {
    return "drop policy " + quote_identifier(name) + " on " + name_of(table) + ";";
}

/// `action` is `enable`, `disable`, `force` or `no force`.
inline std::string row_security(const table_model& table, std::string_view action) {
    return alter_table(table, std::string{action} + " row level security");
}
}  // namespace virga::kit::ddl
