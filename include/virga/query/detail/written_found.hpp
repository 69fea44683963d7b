// virga/query/detail/written_found.hpp: what a statement returns of the rows that it has written, in the shape of a find.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t
#include <utility>      // std::index_sequence

#include <virga/query/detail/found.hpp>           // virga::detail::found_shape, virga::node::rows_as_json
#include <virga/query/detail/written_tables.hpp>  // virga::detail::write_table

namespace virga {

namespace node {
/// A column of rows that were written, or of the rows of a table that were connected with these.
template <class Source, std::size_t Index, std::size_t Number, bool IsConnected>
struct written_column : leaf {
    using field = field_of<Source, Index>;
    using type = typename field::type;
    static constexpr std::string_view name() { return field::name; }
    static constexpr void write(writer& out) {
        if constexpr (IsConnected) {
            detail::write_table(out, "#", Number);
            out.text(".");
            out.identifier(field::name);
        } else {
            detail::write_column(out, "#", Number, "c", Index);
        }
    }
};
/// Whether there is a row of a relation to one: it is found by this column.
template <class Column>
struct written_witness {
    using type = types::boolean;
    using children = list<Column>;
    static constexpr binding bound_by = binding::test;
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) {
        Column::write(out);
        out.text(" is not null");
    }
};
/// The rows of a relation to many.
template <fixed_string Label, std::size_t Number>
struct written_many : leaf {
    using type = types::json;
    static constexpr std::string_view name() { return Label.view(); }
    static constexpr void write(writer& out) {
        out.text("coalesce(");
        detail::write_table(out, "@", Number);
        out.text(".\"rows\", '[]')");
    }
};
/// The number of a row that was given.
template <std::size_t Number>
struct written_number : leaf {
    static constexpr void write(writer& out) {
        detail::write_table(out, "~", Number);
        out.text(".\"#\"");
    }
};

/// One of these, among what a row is.
template <class Value>
struct written_output {
    using value = Value;
    using children = list<Value>;
    using type = typename Value::type;
    static constexpr std::size_t width = 1;
    static constexpr std::string_view name() { return Value::name(); }
    static constexpr void write(writer& out) {
        if constexpr (is_read_as_another<type>) detail::write_read_as<Value>(out);
        else Value::write(out);
        if (name().empty()) return;
        out.text(" as ");
        out.identifier(name());
    }
};
/// All that a row at the root is.
template <class Outputs>
struct written_outputs;
template <class... Outputs>
struct written_outputs<list<Outputs...>> {
    using children = list<>;
    static constexpr std::size_t width = sizeof...(Outputs);
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) { out.list({&Outputs::write...}); }
};
}  // namespace node

namespace detail {
template <fixed_string Label, std::size_t Number>
inline constexpr bool is_bare_in_json<node::written_many<Label, Number>> = true;

// ---- what a row is ---------------------------------------------------------------------------------------

template <class Node, class Own, class Children>
struct found_of_written;
/// What a relation adds to the row that it begins at.
template <class Node, bool IsOne = Node::ends::kind == relation_kind::one>
struct written_addition;

/// What a node is as a row of the result: what is selected, and how it is read.
template <class Node>
struct written_found
    : found_of_written<Node, typename own_columns_of<typename Node::source, typename Node::own>::type, typename Node::children> {};
template <class Node, std::size_t... Own, class... Children>
struct found_of_written<Node, std::index_sequence<Own...>, list<Children...>> {
    static constexpr bool is_connected = [] {
        if constexpr (requires { Node::is_connected; }) return Node::is_connected;
        else return false;
    }();
    using outputs =
        typename joined<list<node::written_output<node::written_column<typename Node::source, Own, Node::number, is_connected>>...>,
                        typename written_addition<Children>::outputs...>::type;
    using whole = node::whole_row<typename Node::source>;
    using row = std::conditional_t<std::is_void_v<typename Node::own>, whole, typename Node::own>;
    using shape = found_shape<row, list<>, typename written_addition<Children>::reader...>;
};
template <class Node>
struct written_addition<Node, true> {
    using found = written_found<Node>;
    using witness = node::written_witness<node::written_column<
        typename Node::source, list_item_t<typename Node::ends::to, 0>::index, Node::number, Node::is_connected>>;
    using outputs = typename joined<list<node::written_output<witness>>, typename found::outputs>::type;
    using reader = one_reader<Node::ends::label, Node::ends::is_required, short_type_t<typename found::shape>>;
};
template <class Node>
struct written_addition<Node, false> {
    using outputs = list<node::written_output<node::written_many<Node::ends::label, Node::number>>>;
    using reader = many_reader<Node::ends::label, short_type_t<typename written_found<Node>::shape>>;
};

// ---- from where it comes -----------------------------------------------------------------------------------

/// `"#1"."c1" = "#0"."c0" and ...`
template <class... Left, class... Right>
constexpr void write_same(writer& out, std::size_t left, list<Left...>*, std::size_t right, list<Right...>*) {
    std::string_view before;
    ((out.text(before), write_column(out, "#", left, "c", Left::index), out.text(" = "),
          write_column(out, "#", right, "c", Right::index), before = " and "),
     ...);
}
/// `"@1"."k0" = "#0"."c0" and ...`
template <class... From>
constexpr void write_same_key(writer& out, std::string_view kind, std::size_t number, std::size_t parent, list<From...>*) {
    std::size_t index = 0;
    ((out.text(index == 0 ? "" : " and "), write_column(out, kind, number, "k", index++), out.text(" = "),
          write_column(out, "#", parent, "c", From::index)),
     ...);
}

/// Whether rows are known by the number that they were given with: by their primary key, or by that of a table between.
template <class Node>
consteval bool has_order() {
    if constexpr (is_one_written_row<Node>) {
        return false;
    } else if constexpr (Node::is_connected) {
        return [] <class... Near, class... Far>(between_rows<list<Near...>, list<Far...>>*) {
            return are_key<list<Near..., Far...>>;
        }(static_cast<typename Node::ends::between*>(nullptr));
    } else {
        return primary_key_of<typename Node::source>::size() != 0;
    }
}
template <class Node, std::size_t... Indexes>
constexpr void write_order_join(writer& out, std::index_sequence<Indexes...>) {
    out.text(" left join ");
    write_table(out, "~", Node::number);
    std::string_view before = " on ";
    if constexpr (Node::is_connected) {
        for (std::size_t i = 0; i != Node::ends::from::size; ++i) {
            out.text(before);
            write_column(out, "~", Node::number, "k", i);
            out.text(" = ");
            write_column(out, "&", Node::number, "k", i);
            before = " and ";
        }
        out.text(before);
        write_column(out, "~", Node::number, "c", list_item_t<typename Node::ends::to, 0>::index);
        out.text(" = ");
        write_column(out, "&", Node::number, "f", 0);
    } else {
        ((out.text(before), write_column(out, "~", Node::number, "c", Indexes), out.text(" = "),
              write_column(out, "#", Node::number, "c", Indexes), before = " and "),
         ...);
    }
}
template <class Node>
constexpr void write_order_join(writer& out) {
    if constexpr (has_order<Node>()) write_order_join<Node>(out, primary_key_of<typename Node::source>{});
}

template <class Node>
constexpr void write_joins(writer& out);
template <class... Nodes>
constexpr void write_joins_of(writer& out, list<Nodes...>*) {
    (write_joins<Nodes>(out), ...);
}

/// `"&1" inner join "#1" on ...`: rows that a table between leads to.
template <class Node, class... To>
constexpr void write_rows_between(writer& out, list<To...>*) {
    write_table(out, "&", Node::number);
    out.text(" inner join ");
    if constexpr (Node::is_connected) {
        out.own_identifier(source_traits<typename Node::source>::schema, source_traits<typename Node::source>::name);
        out.text(" as ");
    }
    write_table(out, "#", Node::number);
    std::string_view before = " on ";
    std::size_t index = 0;
    ((out.text(before), node::written_column<typename Node::source, To::index, Node::number, Node::is_connected>::write(out),
          out.text(" = "), write_column(out, "&", Node::number, "f", index++), before = " and "),
     ...);
}
/// The columns by which collected rows are found, as they are grouped.
template <class... Columns>
constexpr void write_group(writer& out, bool is_between, std::size_t number, bool has_names, list<Columns...>*) {
    std::size_t index = 0;
    ((out.text(index == 0 ? "" : ", "),
          is_between ? write_column(out, "&", number, "k", index) : write_column(out, "#", number, "c", Columns::index),
          has_names ? (out.text(" as "), write_table(out, "k", index)) : void(), ++index),
     ...);
}
template <class Node, class Outputs>
struct written_json;
template <class Node, class... Outputs>
struct written_json<Node, list<Outputs...>> {
    using keys = std::conditional_t<has_order<Node>(), list<node::written_number<Node::number>>, list<>>;
    using type = node::rows_as_json<keys, Outputs...>;
};
/// `select "#1"."c1" as "k0", json_agg(...) as "rows" from "#1" group by "#1"."c1"`
template <class Node>
constexpr void write_collected(writer& out) {
    using ends = typename Node::ends;
    using key = std::conditional_t<Node::is_between, typename ends::from, typename ends::to>;
    using to = typename ends::to;
    using children = typename Node::children;
    out.begin_statement(place::output, {});
    out.text("select ");
    write_group(out, Node::is_between, Node::number, true, static_cast<key*>(nullptr));
    out.text(", ");
    written_json<Node, typename written_found<Node>::outputs>::type::write(out);
    out.text(" as \"rows\" from ");
    if constexpr (Node::is_between) write_rows_between<Node>(out, static_cast<to*>(nullptr));
    else write_table(out, "#", Node::number);
    write_joins_of(out, static_cast<children*>(nullptr));
    write_order_join<Node>(out);
    out.text(" group by ");
    write_group(out, Node::is_between, Node::number, false, static_cast<key*>(nullptr));
    out.end_statement();
}
/// The join of a relation to the row that it begins at.
template <class Node>
constexpr void write_joins(writer& out) {
    using ends = typename Node::ends;
    using from = typename ends::from;
    using to = typename ends::to;
    using children = typename Node::children;
    out.text(" left join ");
    if constexpr (ends::kind == relation_kind::one) {
        if constexpr (Node::is_between) {
            out.text("(");
            write_rows_between<Node>(out, static_cast<to*>(nullptr));
            out.text(") on ");
            write_same_key(out, "&", Node::number, Node::parent, static_cast<from*>(nullptr));
        } else {
            write_table(out, "#", Node::number);
            out.text(" on ");
            write_same(out, Node::number, static_cast<to*>(nullptr), Node::parent, static_cast<from*>(nullptr));
        }
        write_joins_of(out, static_cast<children*>(nullptr));
    } else {
        out.text("(");
        write_collected<Node>(out);
        out.text(") as ");
        write_table(out, "@", Node::number);
        out.text(" on ");
        write_same_key(out, "@", Node::number, Node::parent, static_cast<from*>(nullptr));
    }
}
}  // namespace detail

namespace clause {
/// `from "#0" ...`, and the order in which the rows were given.
template <class Root>
struct written_from : virga::detail::clause_base<place::from, 0> {
    using nodes = list<>;
    static constexpr void write(writer& out) {
        using children = typename Root::children;
        out.enter(place::from);
        out.text(virga::detail::returns_what_is_written<Root> ? " from " : "select from ");
        virga::detail::write_table(out, "#", 0);
        if constexpr (virga::detail::returns_what_is_written<Root>) {
            virga::detail::write_joins_of(out, static_cast<children*>(nullptr));
            virga::detail::write_order_join<Root>(out);
            if (virga::detail::has_order<Root>()) out.text(" order by \"~0\".\"#\"");
        }
    }
};
}  // namespace clause
}  // namespace virga
