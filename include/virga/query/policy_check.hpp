// virga/query/policy_check.hpp: the subqueries of a policy keep to the rules of selects.
#pragma once

#include <virga/catalog/policy_rules.hpp>  // virga::detail::policy_subqueries
#include <virga/query/check.hpp>           // virga::detail::check_subqueries
#include <virga/query/scope.hpp>           // virga::scope

namespace virga::detail {

template <class Table, class Node>
struct policy_subqueries {
    static constexpr bool are_sound = check_subqueries<scope<no_scope, from_item<Table, false>>, Node>();
};
}  // namespace virga::detail
