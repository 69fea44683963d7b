// virga/query/detail/found_names.hpp: what the tables of a find stand as, and how expressions are written under these names.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::conditional_t, std::is_same_v

#include <virga/query/level.hpp>  // virga::detail::level_part

namespace virga {

namespace detail {
/// A source, and what it is called in a part of a find.
template <class Source, class As>
struct renamed_source {
    using source = Source;
    using as = As;
};
}  // namespace detail

namespace node {
/// A part that a user wrote of tables, some of which stand in the find under other names.
template <class Node, class Renamed>
struct renamed_shape;
template <class Node, class... Renamed>
struct renamed_shape<Node, list<Renamed...>> {
    using type = types::boolean;
    using children = list<Node>;
    static constexpr void write(writer& out) {
        writer::renaming all[]{{.from = detail::reference_of<typename Renamed::source>.id,
                                .to = detail::reference_of<typename Renamed::as>}...};
        for (std::size_t i = 0; i != sizeof...(Renamed); ++i) {
            all[i].around = i + 1 != sizeof...(Renamed) ? all + i + 1 : out.renamed();
        }
        const auto* const around = out.rename(all);
        Node::write(out);
        out.rename(around);
    }
};
template <class Node, class Renamed>
struct renamed : renamed_shape<Node, Renamed> {
    using type = typename Node::type;
    static constexpr binding bound_by = Node::bound_by;
    template <class From>
    static constexpr bool nullable_in = Node::template nullable_in<From>;
};
}  // namespace node

namespace detail {
/// `#n`, for a source whose name is taken.
template <std::size_t Number>
inline constexpr auto numbered_name = [] {
    constexpr std::size_t digits = [] {
        std::size_t count = 1;
        for (std::size_t rest = Number; rest > 9; rest /= 10) ++count;
        return count;
    }();
    fixed_string<digits + 2> name;
    name.characters[0] = '#';
    std::size_t rest = Number;
    for (std::size_t i = digits; i != 0; --i, rest /= 10) name.characters[i] = static_cast<char>('0' + rest % 10);
    name.characters[digits + 1] = '\0';
    return name;
}();

/// What a source of a find stands as: as itself, or under a number if its name is taken. Every name stands once in what a part of a
/// find can see, so that a user's condition says the same wherever the find puts it.
template <class Source, class Taken>
struct stands_as {
    using type = Source;
};
template <class Source, class... Taken>
    requires((source_traits<Taken>::reference_name == source_traits<Source>::reference_name) or ...)
struct stands_as<Source, list<Taken...>> {
    using type = aliased<table_of<Source>, numbered_name<sizeof...(Taken)>>;
};

/// The names of a level, within those around it: `Source` stands as `As`.
template <class Path, class Source, class As>
struct path_with;
template <class... Around, class Source, class As>
struct path_with<list<Around...>, Source, As>
    : joined<std::conditional_t<std::is_same_v<Source, As>, list<>, list<renamed_source<Source, As>>>,
             std::conditional_t<std::is_same_v<Source, typename Around::source>, list<>, list<Around>>...> {};
template <class Path, class Source, class As>
using path_with_t = typename path_with<Path, Source, As>::type;

/// Whether a node can stand in an expression; not so a condition of which parts may be off.
template <class Node>
inline constexpr bool is_operand = requires { Node::bound_by; };

/// A node as it is written where these names hold.
template <class Node, class Path>
struct moved {
    using type = std::conditional_t<is_operand<Node>, node::renamed<Node, Path>, node::renamed_shape<Node, Path>>;
};
template <class Node>
struct moved<Node, list<>> {
    using type = Node;
};
/// A column of a table or view that stands as `As`.
template <class Column, class As>
struct column_as;
template <class Source, std::size_t Index, class As>
struct column_as<node::column_at<Source, Index>, As> {
    using type = node::column_at<As, Index>;
};
template <class Source, fixed_string Name, class Type, bool Nullable, class As>
struct column_as<node::source_column<Source, Name, Type, Nullable>, As> {
    using type = node::source_column<As, Name, Type, Nullable>;
};
template <class Column, class As>
using column_as_t = typename column_as<Column, As>::type;

template <class Source, class Path>
struct called_by {
    using type = Source;
};
template <class Source, class As, class... Rest>
struct called_by<Source, list<renamed_source<Source, As>, Rest...>> {
    using type = As;
};
template <class Source, class First, class... Rest>
struct called_by<Source, list<First, Rest...>> : called_by<Source, list<Rest...>> {};
template <class Source, std::size_t Index, class First, class... Path>
struct moved<node::column_at<Source, Index>, list<First, Path...>> {
    using type = node::column_at<typename called_by<Source, list<First, Path...>>::type, Index>;
};
template <class Source, fixed_string Name, class Type, bool Nullable, class First, class... Path>
struct moved<node::source_column<Source, Name, Type, Nullable>, list<First, Path...>> {
    using type = node::source_column<typename called_by<Source, list<First, Path...>>::type, Name, Type, Nullable>;
};
template <class Operand, direction Direction, nulls_order Nulls, class First, class... Path>
struct moved<node::ordered<Operand, Direction, Nulls>, list<First, Path...>> {
    using type = node::ordered<typename moved<Operand, list<First, Path...>>::type, Direction, Nulls>;
};
template <class... Keys, class First, class... Path>
struct moved<node::chosen_key<Keys...>, list<First, Path...>> {
    using type = node::chosen_key<typename moved<Keys, list<First, Path...>>::type...>;
};
template <class Node, class Path>
using moved_t = typename moved<Node, Path>::type;

template <class Outputs, class As>
struct outputs_as;
template <class... Columns, class As>
struct outputs_as<list<node::output<Columns>...>, As> {
    using type = list<node::output<column_as_t<Columns, As>>...>;
};
template <class Own, class As>
struct own_outputs : outputs_as<Own, As> {};
template <class As>
struct own_outputs<void, As> : taken_apart<node::whole_row<As>> {};

template <class Extras, class Path>
struct extra_outputs;
template <std::size_t Count, class... Nodes, fixed_string... Labels, class Path>
struct extra_outputs<level_part<Count, node::labelled_output<Nodes, Labels>...>, Path> {
    using type = list<node::labelled_output<moved_t<Nodes, Path>, Labels>...>;
};

template <class Nodes, class Path>
struct moved_nodes;
template <class... Nodes, class Path>
struct moved_nodes<list<Nodes...>, Path> {
    using type = list<moved_t<Nodes, Path>...>;
};
template <class Part, class Path>
using moved_nodes_t = typename moved_nodes<typename Part::nodes, Path>::type;
template <class Keys, class Path>
struct moved_distinct : moved_nodes<Keys, Path> {};
template <class Path>
struct moved_distinct<void, Path> {
    using type = void;
};
template <class Keys, class Path>
using moved_distinct_t = typename moved_distinct<Keys, Path>::type;
}  // namespace detail
}  // namespace virga
