// virga/query/clause.hpp: the clauses of a select, in the order in which SQL writes them.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/expr/node.hpp>     // virga::writer, virga::place
#include <virga/schema/field.hpp>  // virga::list

namespace virga {

enum class join_kind : unsigned char { from, inner, left, right, full, cross };

namespace detail {
inline constexpr std::string_view join_words[]{" from ",      " inner join ", " left join ",
                                               " right join ", " full join ",  " cross join "};
inline constexpr std::string_view clause_words[]{"", "", "", "", " where ", " group by ", " having ", " order by ", " limit ", " offset "};

/// A clause takes `Count` parameters.
template <place Place, std::size_t Count>
struct clause_base {
    static constexpr place at = Place;
    static constexpr std::size_t parameters = Count;
};

template <class Source>
constexpr void write_source(writer& out) {
    out.own_identifier(source_traits<Source>::schema, source_traits<Source>::name);
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
    static constexpr void write(writer& out) {
        out.distinct();
        out.text("distinct ");
    }
};

/// `from "source"` or `... join "source" on condition`.
template <std::size_t Count, join_kind Kind, class Source, class... Condition>
struct join : virga::detail::clause_base<place::from, Count> {
    static constexpr join_kind kind = Kind;
    using source = Source;
    using nodes = list<Condition...>;
    static constexpr void write(writer& out) {
        if (Kind == join_kind::full or (Kind != join_kind::from and not out.has_source())) out.look_closer();
        out.enter(place::from);
        out.text(virga::detail::join_words[static_cast<std::size_t>(Kind)]);
        virga::detail::write_source<Source>(out);
        out.source(virga::detail::reference_of<Source>);
        if (sizeof...(Condition) != 0) out.text(" on ");
        out.list({&Condition::write...});
    }
};

/// What stands in for a clause that was refused; a query with one is not checked further, so that nothing follows.
struct refused : virga::detail::clause_base<place::refused, 0> {
    using nodes = list<node::refused<types::boolean>>;
    static constexpr void write(writer& out) { out.look_closer(); }
};

/// A clause of one word and a list: where, group by, having, order by, limit, offset.
template <place Place, std::size_t Count, class... Nodes>
struct words : virga::detail::clause_base<Place, Count> {
    using nodes = list<Nodes...>;
    static constexpr void write(writer& out) {
        out.enter(Place);
        if constexpr (Place == place::group_by) out.group((virga::detail::is_column_node<Nodes> and ...));
        out.text(virga::detail::clause_words[static_cast<std::size_t>(Place)]);
        out.list({&Nodes::write...});
    }
};
}  // namespace clause
}  // namespace virga
