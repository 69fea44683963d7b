// virga/query/detail/policy_check.hpp: the subqueries of a policy keep to the rules of selects.
#pragma once

#include <virga/catalog/policy_rules.hpp>  // virga::detail::policy_subqueries
#include <virga/query/detail/check.hpp>    // virga::detail::check

namespace virga::detail {

/// A condition of a policy, as a clause that is followed as a statement's is: its table's rows, one by one.
template <class Table, class Node>
struct policy_condition : clause_base<place::row, 0> {
    using source = Table;
    using nodes = list<Node>;
    static constexpr clause_marks marks = mark_of(place::row) | mark_of(statement_kind::policy);
    static constexpr void write(writer& out) {
        out.source(reference_of<Table>);
        Node::write(out);
    }
};
template <class Table, class Node>
struct policy_subqueries {
    static constexpr bool are_sound = check<statement_tree<policy_condition<Table, Node>>>();
};
}  // namespace virga::detail
