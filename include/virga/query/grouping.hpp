// virga/query/grouping.hpp: rollup, cube and grouping sets in group by, and what tells their rows apart.
// Source: PostgreSQL manual, sections 7.2.4, GROUPING SETS, CUBE, and ROLLUP, and 9.21, Aggregate Functions.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v

#include <virga/expr/aggregate.hpp>  // virga::expression_like
#include <virga/query/clause.hpp>    // virga::detail::group_key
#include <virga/types/integer.hpp>   // virga::types::integer

namespace virga {

namespace detail {
enum class grouping_kind : unsigned char { set, rollup, cube, sets };
}  // namespace detail

namespace node {
/// `rollup (parts)`, `cube (parts)`, `grouping sets (parts)`, or a set of keys within one, `(parts)`.
template <detail::grouping_kind Kind, class... Parts>
struct grouping_element {
    using children = list<Parts...>;
    static constexpr void write(writer& out) {
        constexpr std::string_view words[]{"(", "rollup (", "cube (", "grouping sets ("};
        out.text(words[static_cast<std::size_t>(Kind)]);
        bool first = true;
        ((first ? void(first = false) : out.text(", "), detail::write_key<Parts>(out)), ...);
        out.text(")");
    }
};

/// `grouping(keys)`
template <class... Keys>
struct grouping_call {
    using type = types::integer;
    using children = list<Keys...>;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_aggregate = true;
    template <class>
    static constexpr bool nullable_in = false;
    static constexpr void write(writer& out) {
        out.begin_aggregate();
        out.end_aggregate();
        out.text("grouping(");
        bool first = true;
        ((first ? void(first = false) : out.text(", "), write_key<Keys>(out)), ...);
        out.text(")");
    }

private:
    template <class Key>
    static constexpr void write_key(writer& out) {
        const std::size_t begin = out.size();
        out.operand(&Key::write, false);
        out.grouping_argument(detail::group_key<Key>::column(), begin);
    }
};
}  // namespace node

/// A part of group by that stands for several sets of keys.
template <class Node, class Values>
struct grouping_element {
    using tree = Node;
    [[no_unique_address]] Values parameters;
};

namespace detail {
template <class>
inline constexpr bool is_grouping_of = false;
template <grouping_kind Kind, class... Parts, class Values>
inline constexpr bool is_grouping_of<grouping_element<node::grouping_element<Kind, Parts...>, Values>> = Kind != grouping_kind::set;
template <class>
inline constexpr bool is_key_set = false;
template <class... Parts, class Values>
inline constexpr bool is_key_set<grouping_element<node::grouping_element<grouping_kind::set, Parts...>, Values>> = true;

template <grouping_kind Kind, class... Parts>
[[nodiscard]] constexpr auto make_grouping(const Parts&... parts) {
    const auto all = join(parts.parameters...);
    return grouping_element<node::grouping_element<Kind, tree_of<Parts>...>, std::remove_const_t<decltype(all)>>{all};
}
using no_grouping = grouping_element<node::grouping_element<grouping_kind::rollup, node::refused<types::boolean>>, values<>>;
}  // namespace detail

/// Whether rollup and cube can have these parts: one expression or set of expressions at least.
template <class... Parts>
inline constexpr bool are_parts_of_rollup = sizeof...(Parts) != 0 and ((expression_like<Parts> or detail::is_key_set<Parts>)and...);
/// Whether grouping sets can have these parts: expressions, sets of them, rollup, cube and others of its kind.
template <class... Parts>
inline constexpr bool are_grouping_sets = sizeof...(Parts) != 0 and ((expression_like<Parts> or detail::is_key_set<Parts> or
                                                                      detail::is_grouping_of<Parts>)and...);
/// Whether a cube has at most 12 parts, of which it makes 4096 sets.
template <class... Parts>
inline constexpr bool is_small_cube = sizeof...(Parts) <= 12;
/// Whether all parts of a set are expressions.
template <class... Keys>
inline constexpr bool are_keys_of_set = (expression_like<Keys> and ...);
/// Whether grouping can have so many arguments: 1 to 31, a bit for each.
template <class... Keys>
inline constexpr bool are_arguments_of_grouping = sizeof...(Keys) != 0 and sizeof...(Keys) <= 31 and
                                                  (expression_like<Keys> and ...);

/// `(keys)`: keys that stand or fall together, in `grouping_sets`, `rollup` and `cube`; `set()` is the group of all rows.
template <class... Keys>
[[nodiscard]] constexpr auto set(const Keys&... keys) {
    if constexpr (not are_keys_of_set<Keys...>) {
        static_assert(are_keys_of_set<Keys...>, "set: takes expressions, the keys of one grouping");
        return detail::make_grouping<detail::grouping_kind::set>();
    } else {
        return detail::make_grouping<detail::grouping_kind::set>(keys...);
    }
}
/// `rollup (a, b)`: groups by a and b, by a, and of all rows. A key that is not among those of a group is NULL in its row.
template <class... Parts>
[[nodiscard]] constexpr auto rollup(const Parts&... parts) {
    if constexpr (not are_parts_of_rollup<Parts...>) {
        static_assert(are_parts_of_rollup<Parts...>, "rollup: takes one or more expressions, or sets of them, as in set(a, b)");
        return detail::no_grouping{};
    } else {
        return detail::make_grouping<detail::grouping_kind::rollup>(parts...);
    }
}
/// `cube (a, b)`: groups by a and b, by each alone, and of all rows.
template <class... Parts>
[[nodiscard]] constexpr auto cube(const Parts&... parts) {
    if constexpr (not are_parts_of_rollup<Parts...>) {
        static_assert(are_parts_of_rollup<Parts...>, "cube: takes one or more expressions, or sets of them, as in set(a, b)");
        return detail::no_grouping{};
    } else if constexpr (not is_small_cube<Parts...>) {
        static_assert(is_small_cube<Parts...>, "cube: takes at most 12 parts; name the groupings by grouping_sets");
        return detail::no_grouping{};
    } else {
        return detail::make_grouping<detail::grouping_kind::cube>(parts...);
    }
}
/// `grouping sets ((a, b), (a), ())`: groups by each of these sets of keys.
template <class... Parts>
[[nodiscard]] constexpr auto grouping_sets(const Parts&... parts) {
    if constexpr (not are_grouping_sets<Parts...>) {
        static_assert(are_grouping_sets<Parts...>,
                      "grouping_sets: takes sets of keys, as in set(a, b) and set(), expressions, rollup and cube");
        return detail::no_grouping{};
    } else {
        return detail::make_grouping<detail::grouping_kind::sets>(parts...);
    }
}
/// `grouping(keys)`: which of these keys a row is not grouped by: a bit for each, the last one's the lowest.
template <class... Keys>
[[nodiscard]] constexpr auto grouping(const Keys&... keys) {
    if constexpr (not are_arguments_of_grouping<Keys...>) {
        static_assert(are_arguments_of_grouping<Keys...>, "grouping: takes 1 to 31 expressions, keys of group_by");
        return detail::refuse<types::integer>();
    } else {
        const auto all = detail::join(keys.parameters...);
        return detail::make_expression<node::grouping_call<tree_of<Keys>...>>(all);
    }
}

// ---- which keys a row may be without -----------------------------------------------------------------

/// The sources of a query by grouping sets: of its rows, some are without these columns.
template <class Scope, class... Absent>
struct grouped_scope : Scope {};

namespace detail {
template <class Scope, class... Absent, join_kind Kind, class Source>
struct scope_with<grouped_scope<Scope, Absent...>, Kind, Source> : scope_with<Scope, Kind, Source> {};

/// The keys of a part of group by.
template <class Node>
struct keys_of_group {
    using type = list<Node>;
};
template <grouping_kind Kind, class... Parts>
struct keys_of_group<node::grouping_element<Kind, Parts...>> : joined<typename keys_of_group<Parts>::type...> {};

/// Whether a key stands in all sets that a part of group by makes.
template <class Key, class Node>
inline constexpr bool is_in_each_set = std::is_same_v<Key, Node>;
template <class Key, grouping_kind Kind, class... Parts>
inline constexpr bool is_in_each_set<Key, node::grouping_element<Kind, Parts...>> = Kind == grouping_kind::set
                                                                                        ? (is_in_each_set<Key, Parts> or ...)
                                                                                        : Kind == grouping_kind::sets and
                                                                                              (is_in_each_set<Key, Parts> and ...);
template <class Key, class... Elements>
inline constexpr bool is_key_of_all_rows = (is_in_each_set<Key, Elements> or ...);

/// The columns in an expression.
template <class Node>
struct columns_in_key;
template <class Nodes>
struct columns_in_key_all;
template <class... Nodes>
struct columns_in_key_all<list<Nodes...>> : joined<typename columns_in_key<Nodes>::type...> {};
template <class Node>
struct columns_in_key : columns_in_key_all<typename Node::children> {};
template <class Node>
requires is_column_node<Node>
struct columns_in_key<Node> {
    using type = list<Node>;
};

/// The columns of the keys that some rows are without. An expression is NULL there where its columns are taken to be.
template <class Keys, class... Elements>
struct absent_columns;
template <class... Keys, class... Elements>
struct absent_columns<list<Keys...>, Elements...>
    : joined<std::conditional_t<is_key_of_all_rows<Keys, Elements...>, list<>, typename columns_in_key<Keys>::type>...> {};

template <class Scope, class Columns>
struct scope_without;
template <class Scope, class... Columns>
struct scope_without<Scope, list<Columns...>> {
    using type = grouped_scope<Scope, Columns...>;
};
template <class... Elements>
using grouped_keys = typename joined<typename keys_of_group<Elements>::type...>::type;
template <class Scope, class... Elements>
using scope_after_grouping =
    typename scope_without<Scope, typename absent_columns<grouped_keys<Elements...>, Elements...>::type>::type;

template <class Keys, class... Elements>
inline constexpr bool are_null_where_absent = false;
template <class... Keys, class... Elements>
inline constexpr bool are_null_where_absent<list<Keys...>, Elements...> =
    ((is_key_of_all_rows<Keys, Elements...> or std::is_same_v<Keys, node::refused<types::boolean>> or
      Keys::template nullable_in<scope_after_grouping<scope<no_scope>, Elements...>>)and...);

template <class Keys>
inline constexpr bool are_column_nodes = false;
template <class... Keys>
inline constexpr bool are_column_nodes<list<Keys...>> = (is_column_node<Keys> and ...);
template <class Keys, class... Elements>
struct told_keys;
template <class... Keys, class... Elements>
struct told_keys<list<Keys...>, Elements...> {
    static constexpr void tell(writer& out) { (group_key<Keys>::tell(out, is_key_of_all_rows<Keys, Elements...>), ...); }
};
}  // namespace detail

/// Whether an expression that is a key of some groupings only can be NULL, as it is in the rows of the others.
template <class... Elements>
inline constexpr bool can_be_absent = detail::are_null_where_absent<detail::grouped_keys<Elements...>, Elements...>;

namespace clause {
/// `group by keys, rollup (keys)`
template <std::size_t Count, class... Elements>
struct grouping : virga::detail::clause_base<place::group_by, Count> {
    using nodes = list<Elements...>;
    static constexpr virga::detail::clause_marks marks =
        virga::detail::mark_of(place::group_by) |
        (virga::detail::are_column_nodes<virga::detail::grouped_keys<Elements...>> ? 0 : virga::detail::marks_expression_key);
    template <class Scope>
    using scope_after = virga::detail::scope_after_grouping<Scope, Elements...>;
    static constexpr void write(writer& out) {
        out.enter(place::group_by);
        out.text(" group by ");
        virga::detail::told_keys<virga::detail::grouped_keys<Elements...>, Elements...>::tell(out);
        bool first = true;
        ((first ? void(first = false) : out.text(", "), virga::detail::write_key<Elements>(out)), ...);
    }
};
}  // namespace clause

namespace detail {
template <class Scope, std::size_t Count, class... Elements, class... Rest>
struct scope_of_clauses<Scope, clause::grouping<Count, Elements...>, Rest...>
    : scope_of_clauses<scope_after_grouping<Scope, Elements...>, Rest...> {};

/// The query, grouped by what is more than expressions.
template <class Query, class... Parts>
[[nodiscard]] constexpr auto group_by_sets(const Query& query, const Parts&... parts) {
    if constexpr (not can_be_absent<tree_of<Parts>...>) {
        static_assert(
            can_be_absent<tree_of<Parts>...>,
            "group_by: an expression that is never NULL is a key of some groupings only, and would be NULL in the others; "
            "compute it in a subquery of from, and group by its column");
        return refuse_clause(query);
    } else {
        const auto all = join(parts.parameters...);
        return with_clause<clause::grouping<count_of<decltype(all)>, tree_of<Parts>...>>(query, all);
    }
}
}  // namespace detail
}  // namespace virga
