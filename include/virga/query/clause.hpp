// virga/query/clause.hpp: the clauses of a select, in the order in which SQL writes them.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/expr/node.hpp>     // virga::writer
#include <virga/schema/field.hpp>  // virga::list

namespace virga {

/// The places of clauses in a select; `distinct` stands before the select list, all others after it.
enum class place : unsigned char { distinct, from, where, group_by, having, order_by, limit, offset, refused };

enum class join_kind : unsigned char { from, inner, left, right, full, cross };

namespace detail {
/// A clause takes `Count` parameters.
template <place Place, std::size_t Count>
struct clause_base {
    static constexpr place at = Place;
    static constexpr std::size_t parameters = Count;
};

template <class Source>
constexpr void write_source(writer& out) {
    out.identifier(source_traits<Source>::schema, source_traits<Source>::name);
    if constexpr (not is_table<Source>) {
        out.text(" ");
        out.identifier(source_traits<Source>::reference_name);
    }
}
}  // namespace detail

/// `clause<Count, Node...>` names its kind, its nodes and how it is written.
namespace clause {
template <std::size_t Count>
struct distinct : virga::detail::clause_base<place::distinct, Count> {
    using nodes = list<>;
    static constexpr void write(writer& out) { out.text("distinct "); }
};

/// `from "source"` or `... join "source" on condition`.
template <std::size_t Count, join_kind Kind, class Source, class... Condition>
struct join : virga::detail::clause_base<place::from, Count> {
    static constexpr join_kind kind = Kind;
    using source = Source;
    using nodes = list<Condition...>;
    static constexpr void write(writer& out) {
        constexpr std::string_view words[]{" from ", " inner join ", " left join ", " right join ", " full join ", " cross join "};
        out.text(words[static_cast<std::size_t>(Kind)]);
        virga::detail::write_source<Source>(out);
        if constexpr (sizeof...(Condition) != 0) {
            out.text(" on ");
            (Condition::write(out), ...);
        }
    }
};

/// What stands in for a clause that was refused; a query with one is not checked further, so that nothing follows.
struct refused : virga::detail::clause_base<place::refused, 0> {
    using nodes = list<node::refused<types::boolean>>;
    static constexpr void write(writer&) {}
};

/// A clause of one word and a list: where, group by, having, order by, limit, offset.
template <place Place, std::size_t Count, class... Nodes>
struct words : virga::detail::clause_base<Place, Count> {
    using nodes = list<Nodes...>;
    static constexpr void write(writer& out) {
        constexpr std::string_view word[]{"", "", " where ", " group by ", " having ", " order by ", " limit ", " offset "};
        out.text(word[static_cast<std::size_t>(Place)]);
        node::write_list<Nodes...>(out);
    }
};
}  // namespace clause
}  // namespace virga
