// virga/catalog/policy_rules.hpp: what policies must keep to, beyond what holds for every constraint.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/catalog/policy.hpp>  // virga::policy_definition
#include <virga/expr/operand.hpp>    // virga::awaited
#include <virga/schema/table.hpp>    // virga::source_traits

namespace virga {

namespace detail {
template <class Parameter>
inline constexpr bool is_awaited = false;
template <class Type>
inline constexpr bool is_awaited<awaited<Type>> = true;

/// A condition taken apart: its node, and whether the call would have to give a value.
template <class Condition>
struct condition_parts {  // a column
    using node = tree_of<Condition>;
    static constexpr bool awaits = false;
};
template <class Node, class... Parameters>
struct condition_parts<expression<Node, values<Parameters...>>> {
    using node = Node;
    static constexpr bool awaits = (is_awaited<Parameters> or ...);
};
template <>
struct condition_parts<no_condition> {
    using node = node::refused<types::boolean>;
    static constexpr bool awaits = false;
};

/// Whether no aggregate stands under a node; those of its subqueries are theirs.
template <class Node>
constexpr bool has_no_aggregate();
template <class... Nodes>
constexpr bool have_no_aggregate(list<Nodes...>*) {
    return (has_no_aggregate<Nodes>() and ...);
}
template <class Node>
constexpr bool has_no_aggregate() {
    if constexpr (requires { Node::is_aggregate; }) return false;
    else return have_no_aggregate(static_cast<typename Node::children*>(nullptr));
}

/// The rules of the subqueries of a condition, which may name columns of `Table`; in query/detail/policy_check.hpp.
template <class Table, class Node>
struct policy_subqueries;

/// Whether a subquery stands under a node.
template <class Node>
constexpr bool has_subquery();
template <class... Nodes>
constexpr bool have_subquery(list<Nodes...>*) {
    return (has_subquery<Nodes>() or ...);
}
template <class Node>
constexpr bool has_subquery() {
    if constexpr (requires { typename Node::subquery; }) return true;
    else return have_subquery(static_cast<typename Node::children*>(nullptr));
}
}  // namespace detail

/// Whether a policy has a condition. One without lets no row through, without saying so.
template <class Policy>
inline constexpr bool has_condition = false;
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
inline constexpr bool has_condition<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>> =
    not(std::is_same_v<Using, detail::no_condition> and std::is_same_v<Check, detail::no_condition>);

/// Whether the conditions of a policy are free of aggregates, but for those in subqueries.
template <class Policy>
inline constexpr bool decides_row_by_row = false;
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
inline constexpr bool decides_row_by_row<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>> =
    detail::has_no_aggregate<typename detail::condition_parts<Using>::node>() and
    detail::has_no_aggregate<typename detail::condition_parts<Check>::node>();

/// Whether the conditions of a policy, its subqueries too, have all their values.
template <class Policy>
inline constexpr bool has_its_values = false;
template <fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
inline constexpr bool has_its_values<policy_definition<Name, Command, IsPermissive, Roles, Using, Check>> =
    not detail::condition_parts<Using>::awaits and not detail::condition_parts<Check>::awaits;

/// Whether no two policies have one name.
template <class... Policies>
inline constexpr bool are_distinct_policies = true;
template <fixed_string... Names, policy_command... Commands, bool... ArePermissive, class... Roles, class... Usings,
          class... Checks>
inline constexpr bool are_distinct_policies<policy_definition<Names, Commands, ArePermissive, Roles, Usings, Checks>...> = [] {
    constexpr std::array<std::string_view, sizeof...(Names)> names{Names.view()...};
    for (std::size_t i = 0; i != names.size(); ++i) {
        for (std::size_t k = i + 1; k != names.size(); ++k) {
            if (names[i] == names[k]) return false;
        }
    }
    return true;
}();

/// Whether the table is the app's own, whose rows it may protect.
template <class Table>
inline constexpr bool can_have_policies = not source_traits<Table>::is_existing;

namespace detail {
template <class Table, fixed_string Name, policy_command Command, bool IsPermissive, class Roles, class Using, class Check>
consteval void check_policy(policy_definition<Name, Command, IsPermissive, Roles, Using, Check>*) {
    using policy = policy_definition<Name, Command, IsPermissive, Roles, Using, Check>;
    static_assert(has_condition<policy>,
                  "constraints: a policy without a condition lets no row through; add .using_(...) or .with_check(...)");
    static_assert(decides_row_by_row<policy>, "constraints: an aggregate has no group in a policy; write a subquery");
    static_assert(has_its_values<policy>, "constraints: nothing gives a value for arg<>; write the value");
    using read = typename condition_parts<Using>::node;
    using written = typename condition_parts<Check>::node;
    if constexpr (has_subquery<read>()) static_cast<void>(policy_subqueries<Table, read>::are_sound);
    if constexpr (has_subquery<written>()) static_cast<void>(policy_subqueries<Table, written>::are_sound);
}
template <class Table, class... Policies>
consteval void check_policies(list<Policies...>*) {
    if constexpr (sizeof...(Policies) != 0) {
        static_assert(can_have_policies<Table>,
                      "constraints: an existing table is protected by those who keep it; take its policies out");
        static_assert(are_distinct_policies<Policies...>, "constraints: two policies have one name");
        (check_policy<Table>(static_cast<Policies*>(nullptr)), ...);
    }
}
}  // namespace detail
}  // namespace virga
