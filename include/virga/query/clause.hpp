// virga/query/clause.hpp: the clauses of a select.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v

#include <virga/catalog/keys.hpp>       // virga::detail::primary_key_of
#include <virga/query/detail/tree.hpp>  // virga::detail::clause_base
#include <virga/query/source.hpp>       // virga::detail::tag_of

namespace virga {

namespace detail {
inline constexpr std::string_view join_words[]{" from ",       " using ",     " inner join ", " left join ",
                                               " right join ", " full join ", " cross join ",
                                               " inner join lateral ", " left join lateral ", " cross join lateral "};
constexpr bool is_lateral(join_kind kind) { return kind >= join_kind::inner_lateral; }

/// The word of a clause that is a word and a list. A constant for each, whose length is not counted for every statement.
template <place Place>
inline constexpr std::string_view clause_word = " offset ";
template <>
inline constexpr std::string_view clause_word<place::where> = " where ";
template <>
inline constexpr std::string_view clause_word<place::group_by> = " group by ";
template <>
inline constexpr std::string_view clause_word<place::having> = " having ";
template <>
inline constexpr std::string_view clause_word<place::order_by> = " order by ";
template <>
inline constexpr std::string_view clause_word<place::limit> = " limit ";

template <class Source>
constexpr void write_source(writer& out) {
    out.own_identifier(source_traits<Source>::schema, source_traits<Source>::name);
    if constexpr (not std::is_same_v<Source, table_of<Source>>) {
        out.text(" ");
        out.identifier(source_traits<Source>::reference_name);
    }
}

/// Whether what is written for a source sees those before it, without the word lateral: that of a function.
template <class Body>
inline constexpr bool sees_siblings = false;
template <class Body>
    requires requires { Body::sees_siblings; }
inline constexpr bool sees_siblings<Body> = Body::sees_siblings;

/// A source where from names it.
template <class Body>
constexpr void write_body(writer& out, bool sees_those_before) {
    if constexpr (requires { typename Body::tag; }) {
        if (not sees_those_before) out.hide_siblings();
        Body::write(out);
        out.show_siblings();
    } else {
        write_source<Body>(out);
    }
}

/// What an error looks into for the column that it names: the query of a source too.
template <class Body>
struct nodes_of_body {
    using type = list<>;
};
template <class Body>
    requires requires { typename Body::tag; }
struct nodes_of_body<Body> {
    using type = list<Body>;
};

/// A source as it is after a join that may leave out the rows of those before it.
template <class Item>
struct left_out_item {
    using type = from_item<typename Item::source, true>;
};
template <class Source>
struct left_out_item<target_item<Source>> {
    using type = target_item<Source>;
};
template <class Scope, join_kind Kind, class Source>
struct scope_with;
template <class Outer, class... Items, join_kind Kind, class Source>
struct scope_with<scope<Outer, Items...>, Kind, Source> {
    static constexpr bool added = Kind == join_kind::left or Kind == join_kind::left_lateral;
    using type = scope<Outer, Items..., from_item<Source, added>>;
};
template <class Outer, class... Items, class Source>
struct scope_with<scope<Outer, Items...>, join_kind::right, Source> {
    using type = scope<Outer, typename left_out_item<Items>::type..., from_item<Source, false>>;
};
template <class Outer, class... Items, class Source>
struct scope_with<scope<Outer, Items...>, join_kind::full, Source> {
    using type = scope<Outer, typename left_out_item<Items>::type..., from_item<Source, true>>;
};
template <class Scope, class Source>
struct scope_of_target;
template <class Outer, class... Items, class Source>
struct scope_of_target<scope<Outer, Items...>, Source> {
    using type = scope<Outer, Items..., target_item<Source>>;
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
    static constexpr void tell(writer&, bool = true) {}
    static constexpr judge::named_key column() { return {}; }
};
template <class Source, std::size_t Index>
struct group_key<node::column_at<Source, Index>> {
    static constexpr void tell(writer& out, bool in_all = true) {
        using primary_key = primary_key_of<Source>;
        out.key(reference_of<Source>.id, Index, {key_columns<primary_key>, key_size<primary_key>}, in_all);
    }
    static constexpr judge::named_key column() { return {reference_of<Source>.id, Index}; }
};

template <class Source, fixed_string Name, class Type, bool Nullable>
struct group_key<node::source_column<Source, Name, Type, Nullable>> {
    static constexpr void tell(writer& out, bool in_all = true) {
        out.key(reference_of<Source>.id, number_of_name(Name.view()), {}, in_all);
    }
    static constexpr judge::named_key column() { return {reference_of<Source>.id, number_of_name(Name.view())}; }
};
}  // namespace detail

/// `clause<Count, Node...>` names its kind, its nodes and how it is written.
namespace clause {
/// What a select returns.
template <std::size_t Count, class... Outputs>
struct selected : virga::detail::clause_base<place::output, Count> {
    using nodes = list<Outputs...>;
    static constexpr void write(writer& out) {
        out.enter(place::output);
        out.begin_select();
        out.list({&Outputs::write...});
    }
};

/// `distinct`, `distinct on (keys)`
template <std::size_t Count, class... Keys>
struct distinct : virga::detail::clause_base<place::distinct, Count> {
    using nodes = list<Keys...>;
    static constexpr void write(writer& out) {
        out.begin_select();
        out.text("distinct ");
        if constexpr (sizeof...(Keys) != 0) {
            out.enter(place::distinct);
            out.text("on (");
            out.list({&virga::detail::write_key<Keys>...});
            out.text(") ");
        } else {
            out.returns_distinct();
        }
        out.has_begun_select();
    }
};

/// `from "source"` or `... join "source" on condition`.
template <std::size_t Count, join_kind Kind, class Body, class... Condition>
struct join : virga::detail::clause_base<place::from, Count> {
    using source = virga::detail::tag_of<Body>;
    using nodes = typename virga::detail::joined<typename virga::detail::nodes_of_body<Body>::type, list<Condition...>>::type;
    template <class Scope>
    using scope_after = typename virga::detail::scope_with<Scope, Kind, source>::type;
    static constexpr void write(writer& out) {
        out.enter(place::from);
        if (Kind > join_kind::using_) out.joins();
        out.text(virga::detail::join_words[static_cast<std::size_t>(Kind)]);
        constexpr bool before = Kind == join_kind::right or Kind == join_kind::full;
        virga::detail::write_body<Body>(out, virga::detail::is_lateral(Kind) or
                                                 (virga::detail::sees_siblings<Body> and not before));
        out.source(virga::detail::reference_of<source>);
        constexpr bool added = Kind == join_kind::left or Kind == join_kind::full or Kind == join_kind::left_lateral;
        if (before or added) out.outer_join(before, added);
        if (sizeof...(Condition) != 0) out.text(" on ");
        out.list({&Condition::write...});
    }
};

/// `window "name" as (parts)`
template <std::size_t Count, bool IsFirst, fixed_string Name, class... Parts>
struct window : virga::detail::clause_base<place::window, Count> {
    using nodes = list<Parts...>;
    static constexpr void write(writer& out) {
        out.text(IsFirst ? " window " : ", ");
        out.enter(place::window);
        out.describe_window(Name.view());
        out.identifier(Name.view());
        out.text(" as (");
        bool first = true;
        ((first ? void(first = false) : out.text(" "), Parts::write(out)), ...);
        out.text(")");
    }
};

/// A clause of one word and a list: where, having, order by, limit, offset.
template <place Place, std::size_t Count, class... Nodes>
struct words : virga::detail::clause_base<Place, Count> {
    using nodes = list<Nodes...>;
    static constexpr void write(writer& out) {
        out.enter(Place);
        out.text(virga::detail::clause_word<Place>);
        if constexpr (Place == place::order_by) out.keys_of_rows({&virga::detail::write_key<Nodes>...});
        else out.list({&Nodes::write...});
    }
};
/// A where or having of which parts may be off, or all of it.
template <place Place, std::size_t Count, class Node>
struct shaped : virga::detail::clause_base<Place, Count> {
    using nodes = list<Node>;
    static constexpr void write(writer& out) {
        out.enter(Place);
        out.led_by(virga::detail::clause_word<Place>, &Node::write);
    }
};
/// `fetch first rows with ties`
template <std::size_t Count, class Node>
struct fetch_with_ties : virga::detail::clause_base<place::limit, Count> {
    static constexpr virga::detail::clause_marks marks = virga::detail::mark_of(place::limit) | virga::detail::marks_ties;
    using nodes = list<Node>;
    static constexpr void write(writer& out) {
        out.enter(place::limit);
        out.text(" fetch first ");
        out.operand(&Node::write, Node::bound_by != binding::primary);
        out.text(" rows with ties");
    }
};

/// `group by keys`
template <std::size_t Count, class... Keys>
struct words<place::group_by, Count, Keys...> : virga::detail::clause_base<place::group_by, Count> {
    using nodes = list<Keys...>;
    static constexpr virga::detail::clause_marks marks =
        virga::detail::mark_of(place::group_by) |
        ((virga::detail::is_column_node<Keys> and ...) ? 0 : virga::detail::marks_expression_key);
    static constexpr void write(writer& out) {
        out.enter(place::group_by);
        out.text(" group by ");
        (virga::detail::group_key<Keys>::tell(out), ...);
        out.list({&virga::detail::write_key<Keys>...});
    }
};
}  // namespace clause
}  // namespace virga
