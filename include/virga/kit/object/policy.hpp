// virga/kit/object/policy.hpp: policies of row level security.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <vector>       // std::vector

#include <virga/kit/object/member.hpp>      // virga::kit::detail::member
#include <virga/kit/object/need.hpp>        // virga::kit::told_needs
#include <virga/kit/object/object.hpp>      // virga::kit::detail::object
#include <virga/kit/object/table_name.hpp>  // virga::kit::table_name
#include <virga/kit/quote.hpp>              // virga::kit::quote_identifier, spoken

namespace virga::kit {

/// Whether a policy's role is a word that stands for roles, and is written without quotes.
[[nodiscard]] inline bool is_role_word(std::string_view role) {
    return role == "public" or role == "current_user" or role == "current_role" or role == "session_user";
}

/// A policy of row level security.
struct policy_model {
    std::string name;
    bool restrictive = false;
    std::string command = "all";     ///< SQL text: `all`, `select`, `insert`, `update`, `delete`
    std::vector<std::string> roles;  ///< names, `current_user`, `current_role`, `session_user`; none is `public`
    std::string read_condition;      ///< `using`, or empty
    std::string write_condition;     ///< `with check`, or empty
    told_needs needs{};              ///< of both
    friend bool operator==(const policy_model&, const policy_model&) = default;

    static void members(auto& self, auto& visit) {
        visit(detail::required("name"), self.name);
        visit(detail::member{"restrictive"}, self.restrictive);
        visit(detail::member{.name = "for", .usual = "all"}, self.command);
        visit(detail::member{"to"}, self.roles);
        visit(detail::member{"using", detail::content::expression}, self.read_condition);
        visit(detail::member{"with_check", detail::content::expression}, self.write_condition);
        visit(detail::member{"needs"}, self.needs);
    }
};

namespace ddl {
/// `"editor", public`
[[nodiscard]] inline std::string roles_of(const policy_model& policy) {
    std::string list;
    for (const std::string& role : policy.roles) {
        if (not list.empty()) list += ", ";
        list += is_role_word(role) ? role : quote_identifier(role);
    }
    return list.empty() ? "public" : list;
}
[[nodiscard]] inline std::string create_policy(const table_name& table, const policy_model& policy) {
    std::string text = "create policy " + quote_identifier(policy.name) + " on " + name_of(table);
    if (policy.restrictive) text += " as restrictive";
    if (policy.command != "all") text += " for " + policy.command;
    if (not policy.roles.empty()) text += " to " + roles_of(policy);
    if (not policy.read_condition.empty()) text += " using (" + policy.read_condition + ")";
    if (not policy.write_condition.empty()) text += " with check (" + policy.write_condition + ")";
    return text + ";";
}
/// Whether `alter policy` can make one into the other: it cannot change `as` and `for`, nor take a condition away.
[[nodiscard]] inline bool can_alter(const policy_model& before, const policy_model& after) {
    return before.restrictive == after.restrictive and before.command == after.command and
           (before.read_condition.empty() or not after.read_condition.empty()) and
           (before.write_condition.empty() or not after.write_condition.empty());
}
[[nodiscard]] inline std::string alter_policy(const table_name& table, const policy_model& before, const policy_model& after) {
    std::string text = "alter policy " + quote_identifier(after.name) + " on " + name_of(table);
    if (before.roles != after.roles) text += " to " + roles_of(after);
    if (before.read_condition != after.read_condition) text += " using (" + after.read_condition + ")";
    if (before.write_condition != after.write_condition) text += " with check (" + after.write_condition + ")";
    return text + ";";
}
[[nodiscard]] inline std::string drop_policy(const table_name& table, std::string_view name) {
    return "drop policy " + quote_identifier(name) + " on " + name_of(table) + ";";
}
}  // namespace ddl

namespace detail {
[[nodiscard]] inline std::string alter_policy(const table_name& table, const object& before, const object& after) {
    const policy_model& old = *static_cast<const policy_model*>(before.model);
    const policy_model& policy = *static_cast<const policy_model*>(after.model);
    return ddl::can_alter(old, policy) ? ddl::alter_policy(table, old, policy) : std::string{};
}
/// PostgreSQL refuses to drop a table or a column, or to change the type of one, while a policy speaks of it.
inline constexpr object_kind policy_kind{.created = change_kind::create_policy, .altered = change_kind::alter_policy,
                                         .dropped = change_kind::drop_policy, .name_space = "policy ",
                                         .is_protection = true, .pins_types = true, .alter = alter_policy};

[[nodiscard]] object object_of(const auto& table, const policy_model& policy, const auto& side) {
    object made{&policy_kind, policy.name, ddl::create_policy(table, policy), ddl::drop_policy(table, policy.name)};
    made.provides = {key_of::policy(table.schema, table.name, policy.name)};
    speak(made, table, policy.read_condition + "\n" + policy.write_condition, policy.needs, side);
    for (const std::string& role : policy.roles) made.needs.push_back(key_of::role(role));
    made.loses = "policy:" + spoken(table.schema, table.name, policy.name);
    made.model = &policy;
    return made;
}
}  // namespace detail
}  // namespace virga::kit
