// virga/query/clause.hpp: the clauses of a select.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view

#include <virga/catalog/keys.hpp>  // virga::detail::primary_key_of
#include <virga/query/tree.hpp>    // virga::detail::clause_base

namespace virga {

enum class join_kind : unsigned char { from, inner, left, right, full, cross };

namespace detail {
inline constexpr std::string_view join_words[]{" from ",      " inner join ", " left join ",
                                               " right join ", " full join ",  " cross join "};

/// The word of a clause that is a word and a list.
constexpr std::string_view word_of(place at) {
    switch (at) {
        case place::where: return " where ";
        case place::group_by: return " group by ";
        case place::having: return " having ";
        case place::order_by: return " order by ";
        case place::limit: return " limit ";
        default: return " offset ";
    }
}

template <class Source>
constexpr void write_source(writer& out) {
    out.own_identifier(source_traits<Source>::schema, source_traits<Source>::name);
    if constexpr (not is_table<Source>) {
        out.text(" ");
        out.identifier(source_traits<Source>::reference_name);
    }
}

template <class Scope, join_kind Kind, class Source>
struct scope_with;
template <class Outer, class... Items, join_kind Kind, class Source>
struct scope_with<scope<Outer, Items...>, Kind, Source> {
    static constexpr bool before = Kind == join_kind::right or Kind == join_kind::full;
    static constexpr bool added = Kind == join_kind::left or Kind == join_kind::full;
    using type = scope<Outer, from_item<typename Items::source, before or Items::optional>..., from_item<Source, added>>;
};

template <class Indexes>
inline constexpr std::size_t key_columns[1]{};
template <std::size_t First, std::size_t... Rest>
inline constexpr std::size_t key_columns<std::index_sequence<First, Rest...>>[]{First, Rest...};
template <class Indexes>
inline constexpr std::size_t key_size = 0;
template <std::size_t... Indexes>
inline constexpr std::size_t key_size<std::index_sequence<Indexes...>> = sizeof...(Indexes);

/// Tells the judge of a key of group by that is a column.
template <class Node>
struct group_key {
    static constexpr void tell(writer&) {}
};
template <class Source, std::size_t Index>
struct group_key<node::column_at<Source, Index>> {
    static constexpr void tell(writer& out) {
        using primary_key = primary_key_of<Source>;
        out.key(reference_of<Source>.id, Index, {key_columns<primary_key>, key_size<primary_key>});
    }
};

/// How a node stands in the list of a clause: as an item that may be found again, or as it is.
template <class Node>
constexpr void write_key(writer& out) {
    if constexpr (requires { Node::write_direction(out); }) {
        Node::write(out);
    } else {
        out.item(&Node::write);
    }
}
}  // namespace detail

/// `clause<Count, Node...>` names its kind, its nodes and how it is written.
namespace clause {
/// What a select returns.
template <std::size_t Count, class... Outputs>
struct selected : virga::detail::clause_base<place::output, Count> {
    static constexpr statement_kind kind = statement_kind::select;
    using outputs = list<Outputs...>;
    using nodes = outputs;
    static constexpr void write(writer& out) {
        out.enter(place::output);
        out.list({&Outputs::write...});
    }
};

template <std::size_t Count>
struct distinct : virga::detail::clause_base<place::distinct, Count> {
    using nodes = list<>;
    static constexpr void write(writer& out) { out.text("select distinct "); }
};

/// `from "source"` or `... join "source" on condition`.
template <std::size_t Count, join_kind Kind, class Source, class... Condition>
struct join : virga::detail::clause_base<place::from, Count> {
    using source = Source;
    using nodes = list<Condition...>;
    template <class Scope>
    using scope_after = typename virga::detail::scope_with<Scope, Kind, Source>::type;
    static constexpr void write(writer& out) {
        out.enter(place::from);
        if (Kind != join_kind::from) out.joins();
        out.text(virga::detail::join_words[static_cast<std::size_t>(Kind)]);
        virga::detail::write_source<Source>(out);
        out.source(virga::detail::reference_of<Source>);
        if (sizeof...(Condition) != 0) out.text(" on ");
        out.list({&Condition::write...});
    }
};

/// A clause of one word and a list: where, having, order by, limit, offset.
template <place Place, std::size_t Count, class... Nodes>
struct words : virga::detail::clause_base<Place, Count> {
    using nodes = list<Nodes...>;
    static constexpr void write(writer& out) {
        out.enter(Place);
        out.text(virga::detail::word_of(Place));
        if constexpr (Place == place::order_by) out.list({&virga::detail::write_key<Nodes>...});
        else out.list({&Nodes::write...});
    }
};
/// `group by keys`
template <std::size_t Count, class... Keys>
struct words<place::group_by, Count, Keys...> : virga::detail::clause_base<place::group_by, Count> {
    using nodes = list<Keys...>;
    static constexpr void announce(writer& out) { out.groups((virga::detail::is_column_node<Keys> and ...)); }
    static constexpr void write(writer& out) {
        out.enter(place::group_by);
        out.text(" group by ");
        (virga::detail::group_key<Keys>::tell(out), ...);
        out.list({&virga::detail::write_key<Keys>...});
    }
};
}  // namespace clause
}  // namespace virga
