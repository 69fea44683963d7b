// virga/query/detail/written_tables.hpp: rows and those of their relations, as the common tables of one statement that writes them.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_void_v, std::is_same_v
#include <utility>      // std::index_sequence

#include <virga/catalog/keys.hpp>               // virga::detail::primary_key_of
#include <virga/query/detail/related_rows.hpp>  // virga::detail::related_rows
#include <virga/query/detail/writing.hpp>       // virga::detail::untold_of
#include <virga/query/insert.hpp>               // virga::detail::source_of_tree
#include <virga/query/insert_rows.hpp>          // virga::detail::given_rows
#include <virga/query/level.hpp>                // virga::detail::nested_level
#include <virga/types/bigint.hpp>               // virga::types::bigint

namespace virga {

namespace detail {
// The tables that rows are written to, of the root and of each relation, are numbered. The table n has
//
// - `"~n"`, the rows that are given, each with its number `"#"`. What defaults give is drawn here, before anything is inserted: so
//   a row's key is known by the row's number, and the order in which `returning` gives rows says nothing.
// - `"#n"`, the rows as they were inserted, by `returning`. Nothing else sees them: a statement reads what was there before it.
// - `"&n"`, the rows of a table between, as they were inserted.
// - `"@n"`, the rows of a relation, collected for each row that they belong to.
//
// Their columns are `"c0"`, `"c1"` by the position in the table: so they have no name that a column could have beside them.

/// `"~1"`
constexpr void write_table(writer& out, std::string_view kind, std::size_t number) {
    out.text("\"");
    out.text(kind);
    out.decimal(number);
    out.text("\"");
}
/// `"~1"."c0"`
constexpr void write_column(writer& out, std::string_view kind, std::size_t number, std::string_view letter, std::size_t index) {
    write_table(out, kind, number);
    out.text(".");
    write_table(out, letter, index);
}

template <class Ends, class Level, std::size_t Number, std::size_t Parent, bool HasNumbers>
struct written_node;
/// The relations of a level, numbered from `Number` on; `next` is the number after them and all that is in them.
template <class Nested, std::size_t Number, std::size_t Parent, bool HasNumbers>
struct written_nodes {
    using type = list<>;
    static constexpr std::size_t next = Number;
};
template <class Ends, class Level, class... Rest, std::size_t Number, std::size_t Parent, bool HasNumbers>
struct written_nodes<list<nested_level<Ends, Level>, Rest...>, Number, Parent, HasNumbers> {
    using first = written_node<Ends, Level, Number, Parent, HasNumbers>;
    using rest = written_nodes<list<Rest...>, first::next, Parent, HasNumbers>;
    using type = typename joined<list<first>, typename rest::type>::type;
    static constexpr std::size_t next = rest::next;
};

/// The rows of `Source` of which relations fill columns: those at `Filled`, and those by which `Children` are found.
template <class Source, class Filled, class Children>
struct rows_with;
template <class Source, class Filled, class... Children>
struct rows_with<Source, Filled, list<Children...>>
    : related_rows<Source, Filled, typename filled_before<typename Children::ends>::type...> {};

/// The columns of a level that are returned.
template <class Source, class Own>
struct own_columns_of {
    using type = std::make_index_sequence<fields_of<Source>::size>;
};
template <class Source, std::size_t... Indexes>
struct own_columns_of<Source, list<node::output<node::column_at<Source, Indexes>>...>> {
    using type = std::index_sequence<Indexes...>;
};
/// Nothing of the rows at the root is to be returned.
struct returns_nothing {};
template <class Source>
struct own_columns_of<Source, returns_nothing> {
    using type = std::index_sequence<>;
};

/// The rows of a relation. `HasNumbers` if there may be several rows that they belong to, whose number is theirs.
template <class Ends, class Level, std::size_t Number, std::size_t Parent, bool HasNumbers>
struct written_node {
    using ends = Ends;
    using level = Level;
    using source = typename Ends::target;
    using own = typename Level::own;
    using children_from = written_nodes<typename Level::nested, Number + 1, Number, true>;
    using children = typename children_from::type;
    using rows = rows_with<source, typename filled_beyond<Ends>::type, children>;
    using given = given_rows<source, typename rows::tag>;
    static constexpr std::size_t number = Number;
    static constexpr std::size_t next = children_from::next;
    static constexpr std::size_t parent = Parent;
    static constexpr bool is_first = begins_with_the_key<Ends>;
    static constexpr bool is_between = not std::is_void_v<typename Ends::between>;
    static constexpr bool is_connected = detail::is_connected<Ends>;
    static constexpr bool has_given = is_connected or given::has_columns;
    static constexpr bool is_numbered = HasNumbers;
    /// Without a column the numbers of the parents say how many rows there are.
    static constexpr bool has_parents = HasNumbers or not has_given;
};
/// The rows at the root, a range.
template <class Source, class Own, class... Nested>
struct written_rows {
    using ends = void;
    using source = Source;
    using own = Own;
    using children = typename written_nodes<list<Nested...>, 1, 0, true>::type;
    using rows = rows_with<source, std::index_sequence<>, children>;
    using given = given_rows<source, typename rows::tag>;
    static constexpr std::size_t number = 0;
    static constexpr bool is_first = false;
    static constexpr bool is_between = false;
    static constexpr bool is_connected = false;
    static constexpr bool has_given = given::has_columns;
    static constexpr bool has_parents = false;

    template <class Next>
    using with_own = written_rows<Source, Next, Nested...>;
    template <class Next>
    using with_nested = written_rows<Source, Own, Nested..., Next>;
};
/// The row at the root, as an insert of its own.
template <class Tree, class Own, class... Nested>
struct written_row {
    using ends = void;
    using source = typename source_of_tree<Tree>::type;
    using own = Own;
    using tree = Tree;
    using children = typename written_nodes<list<Nested...>, 1, 0, false>::type;
    static constexpr std::size_t number = 0;

    template <class Next>
    using with_own = written_row<Tree, Next, Nested...>;
    template <class Next>
    using with_nested = written_row<Tree, Own, Nested..., Next>;
};
template <class Root>
inline constexpr bool is_one_written_row = requires { typename Root::tree; };
template <class Root>
inline constexpr bool returns_what_is_written = not std::is_same_v<typename Root::own, returns_nothing>;

// ---- which columns come back ---------------------------------------------------------------------------

/// The columns of a relation by which its rows are found, in the table that it begins at.
template <class Node>
struct columns_before : indexes_of_columns<typename Node::ends::from> {};
/// Those in the table that it leads to.
template <class Ends>
struct columns_beyond : indexes_of_columns<typename Ends::to> {};
template <>
struct columns_beyond<void> : indexes_of_columns<list<>> {};

template <class Node, class Children>
struct returned_columns;
template <class Node, class... Children>
struct returned_columns<Node, list<Children...>>
    : in_ascending_order<typename joined_indexes<typename own_columns_of<typename Node::source, typename Node::own>::type,
                                                 typename columns_before<Children>::type...,
                                                 typename columns_beyond<typename Node::ends>::type,
                                                 primary_key_of<typename Node::source>>::type,
                         std::make_index_sequence<fields_of<typename Node::source>::size>> {};
/// The first column where there is none: a row is returned all the same.
template <class Indexes>
struct one_at_least {
    using type = Indexes;
};
template <>
struct one_at_least<std::index_sequence<>> {
    using type = std::index_sequence<0>;
};

template <class Source, std::size_t... Indexes>
constexpr void write_returning(writer& out, std::index_sequence<Indexes...>) {
    std::string_view before = " returning ";
    ((out.text(before), out.identifier(field_of<Source, Indexes>::name), out.text(" as "), write_table(out, "c", Indexes),
          before = ", "),
     ...);
}
template <class Node>
constexpr void write_returned(writer& out) {
    using columns = typename one_at_least<typename returned_columns<Node, typename Node::children>::type>::type;
    write_returning<typename Node::source>(out, columns{});
}

// ---- the rows that are given ---------------------------------------------------------------------------

template <class Source, class Field, class Indexes = std::make_index_sequence<fields_of<Source>::size>>
inline constexpr std::size_t index_of_field = 0;
template <class Source, class Field, std::size_t... Indexes>
inline constexpr std::size_t index_of_field<Source, Field, std::index_sequence<Indexes...>> =
    (0 + ... + (std::is_same_v<field_of<Source, Indexes>, Field> ? Indexes : 0));

/// `, "~0"."c0" as "c1"`: what columns are of a row that is written before.
template <class... From, class... To>
constexpr void write_filled(writer& out, std::string_view kind, std::size_t number, list<From...>*, list<To...>*) {
    ((out.text(", "), write_column(out, kind, number, "c", From::index), out.text(" as "), write_table(out, "c", To::index)), ...);
}
/// The columns of the row that a relation begins at, numbered.
template <class... From>
constexpr void write_near(writer& out, std::string_view kind, std::size_t number, list<From...>*) {
    std::size_t index = 0;
    ((out.text(", "), write_column(out, kind, number, "c", From::index), out.text(" as "), write_table(out, "k", index++)), ...);
}
/// Where the rows stand that a relation begins at.
template <class Node>
inline constexpr std::string_view parents_of = Node::is_numbered ? "~" : "#";

/// The value of a column that the server alone writes, drawn as it would.
template <class Source, std::size_t Index>
constexpr void write_drawn(writer& out) {
    using field = field_of<Source, Index>;
    if constexpr (field::is_generated and not field::is_derived) {
        out.text(", ");
        column_default<Source, field>::write(out);
        out.text(" as ");
        write_table(out, "c", Index);
    }
}
template <class Source, std::size_t... Indexes>
constexpr void write_all_drawn(writer& out, std::index_sequence<Indexes...>) {
    (write_drawn<Source, Indexes>(out), ...);
}
/// What a row has of the row of a relation that was written before it.
template <class Child>
constexpr void write_filled_before(writer& out) {
    if constexpr (Child::is_first) {
        using to = typename Child::ends::to;
        using from = typename Child::ends::from;
        write_filled(out, "~", Child::number, static_cast<to*>(nullptr), static_cast<from*>(nullptr));
    }
}
template <class Child>
constexpr void write_join_before(writer& out) {
    if constexpr (Child::is_first) {
        out.text(" left join ");
        write_table(out, "~", Child::number);
        out.text(" on ");
        write_table(out, "~", Child::number);
        out.text(".\"^\" = \"given\".\"#\"");
    }
}

/// The key of a row that is there already: `, "given"."1" as "c0"`, `$1::integer[]`, `"1"`, and so on for each of its columns.
template <class... To>
constexpr void write_given_key(writer& out, list<To...>*) {
    std::size_t number = 0;
    ((out.text(", \"given\"."), write_table(out, "", ++number), out.text(" as "), write_table(out, "c", To::index)), ...);
}
template <class Given, class First, class... Rest>
constexpr void write_key_arrays(writer& out, list<First, Rest...>*) {
    Given::template write_array<column_array<typename First::type>>(out);
    ((out.text(", "), Given::template write_array<column_array<typename Rest::type>>(out)), ...);
}
constexpr void write_key_numbers(writer& out, std::size_t count) {
    for (std::size_t number = 1; number <= count; ++number) {
        if (number != 1) out.text(", ");
        write_table(out, "", number);
    }
}

template <class Node>
constexpr void write_given_values(writer& out) {
    using source = typename Node::source;
    if constexpr (Node::is_connected) {
        write_given_key(out, static_cast<typename Node::ends::to*>(nullptr));
    } else {
        Node::given::write_each(out, [&]<class Field>(writer& to, std::size_t number) {
            if (number == 1) to.text(", ");
            Node::given::template write_value<Field>(to, number);
            to.text(" as ");
            write_table(to, "c", index_of_field<source, Field>);
        });
        write_all_drawn<source>(out, std::make_index_sequence<fields_of<source>::size>{});
    }
    if constexpr (not std::is_void_v<typename Node::ends>) {
        using from = typename Node::ends::from;
        using to = typename Node::ends::to;
        if constexpr (Node::is_between)
            write_near(out, parents_of<Node>, Node::parent, static_cast<from*>(nullptr));
        else if constexpr (not Node::is_first)
            write_filled(out, parents_of<Node>, Node::parent, static_cast<from*>(nullptr), static_cast<to*>(nullptr));
    }
}
template <class Node>
constexpr void write_given_arrays(writer& out) {
    if constexpr (Node::is_connected)
        write_key_arrays<typename Node::given>(out, static_cast<typename Node::ends::to*>(nullptr));
    else
        Node::given::write_arrays(out);
    if (Node::has_parents) {
        if (Node::has_given) out.text(", ");
        Node::given::template write_array<types::array<types::bigint>>(out);
    }
    out.text(") with ordinality as \"given\" (");
    if constexpr (Node::is_connected) write_key_numbers(out, Node::ends::to::size);
    else Node::given::write_numbers(out);
    if (Node::has_given) out.text(", ");
    if (Node::has_parents) out.text("\"^\", ");
    out.text("\"#\")");
}
template <class Node, class... Children>
constexpr void write_given_table(writer& out, list<Children...>*) {
    write_table(out, "~", Node::number);
    out.text(" as materialized (select \"given\".\"#\"");
    if (Node::is_first) out.text(", \"given\".\"^\"");
    write_given_values<Node>(out);
    (write_filled_before<Children>(out), ...);
    out.text(" from unnest(");
    write_given_arrays<Node>(out);
    if constexpr (not std::is_void_v<typename Node::ends> and not Node::is_first) {
        out.text(Node::is_numbered ? " inner join " : " cross join ");
        write_table(out, parents_of<Node>, Node::parent);
        if (Node::is_numbered) {
            out.text(" on ");
            write_table(out, "~", Node::parent);
            out.text(".\"#\" = \"given\".\"^\"");
        }
    }
    (write_join_before<Children>(out), ...);
    out.text(")");
}

// ---- the rows as they are inserted ----------------------------------------------------------------------

template <class Source>
inline constexpr bool has_generated = any_generated<fields_of<Source>>;
/// The columns of a row that it is inserted with: all but what the server computes.
template <class Source, std::size_t... Indexes>
consteval auto inserted_columns(std::index_sequence<Indexes...>) {
    return typename joined_indexes<std::conditional_t<field_of<Source, Indexes>::is_derived, std::index_sequence<>,
                                                      std::index_sequence<Indexes>>...>::type{};
}
template <class Node, std::size_t... Indexes>
constexpr void write_insert(writer& out, bool returns, std::index_sequence<Indexes...>) {
    using source = typename Node::source;
    out.text(", ");
    write_table(out, "#", Node::number);
    out.text(" as (insert into ");
    write_source<source>(out);
    std::string_view before = " (";
    ((out.text(before), out.identifier(field_of<source, Indexes>::name), before = ", "), ...);
    out.text(has_generated<source> ? ") overriding system value select " : ") select ");
    before = "";
    ((out.text(before), write_table(out, "c", Indexes), before = ", "), ...);
    out.text(" from ");
    write_table(out, "~", Node::number);
    if (returns) write_returned<Node>(out);
    out.text(")");
}

/// The rows of a table between: those at its ends, and columns that are touched.
template <class Between>
struct between_ends;
template <class... Near, class... Far>
struct between_ends<between_rows<list<Near...>, list<Far...>>> {
    using source = typename list_item_t<list<Near...>, 0>::source;
    static constexpr void write_columns(writer& out) {
        write_inserted_columns(out, untold_of<source>, {Near::index..., Far::index...});
    }
    static constexpr void write_now(writer& out) {
        write_inserted_touches(out, untold_of<source>, {Near::index..., Far::index...}, ", ",
                               [&](const untold_column& column) { out.text(column.now); });
    }
    static constexpr void write_returning(writer& out) {
        std::size_t index = 0;
        std::string_view before = " returning ";
        ((out.text(before), out.identifier(Near::field::name), out.text(" as "), write_table(out, "k", index++), before = ", "),
         ...);
        index = 0;
        ((out.text(", "), out.identifier(Far::field::name), out.text(" as "), write_table(out, "f", index++)), ...);
    }
    using missing = missing_column<source, Near::index..., Far::index...>;
    using made = made_items<source, true, Near::index..., Far::index...>;
};
template <class... To>
constexpr void write_between_values(writer& out, std::size_t near, list<To...>*) {
    for (std::size_t i = 0; i != near; ++i) {
        if (i != 0) out.text(", ");
        write_table(out, "k", i);
    }
    ((out.text(", "), write_table(out, "c", To::index)), ...);
}
template <class Node>
constexpr void write_between(writer& out, bool returns) {
    using ends = typename Node::ends;
    using between = between_ends<typename ends::between>;
    using to = typename ends::to;
    out.text(", ");
    write_table(out, "&", Node::number);
    out.text(" as (insert into ");
    write_source<typename between::source>(out);
    between::write_columns(out);
    out.text(") select ");
    write_between_values(out, ends::from::size, static_cast<to*>(nullptr));
    between::write_now(out);
    out.text(" from ");
    write_table(out, "~", Node::number);
    if (returns) between::write_returning(out);
    out.text(")");
}

/// The common tables of a node: what has to be there before, itself, and what belongs to it.
template <class Node>
constexpr void write_tables(writer& out, bool returns, bool& is_leading);
template <bool IsFirst, class Node>
constexpr void write_tables_if(writer& out, bool returns, bool& is_leading) {
    if constexpr (Node::is_first == IsFirst) write_tables<Node>(out, returns, is_leading);
}
template <bool IsFirst, class... Nodes>
constexpr void write_tables_of(writer& out, [[maybe_unused]] bool returns, bool& is_leading, list<Nodes...>*) {
    (write_tables_if<IsFirst, Nodes>(out, returns, is_leading), ...);
}
template <class Node>
constexpr void write_tables(writer& out, bool returns, bool& is_leading) {
    using children = typename Node::children;
    using all = std::make_index_sequence<fields_of<typename Node::source>::size>;
    write_tables_of<true>(out, returns, is_leading, static_cast<children*>(nullptr));
    if (not is_leading) out.text(", ");
    is_leading = false;
    write_given_table<Node>(out, static_cast<children*>(nullptr));
    // The last part of the statement tells how many rows there are at the root.
    if constexpr (not Node::is_connected) {
        write_insert<Node>(out, returns or std::is_void_v<typename Node::ends>,
                           inserted_columns<typename Node::source>(all{}));
    }
    if constexpr (Node::is_between) write_between<Node>(out, returns);
    write_tables_of<false>(out, returns, is_leading, static_cast<children*>(nullptr));
}
/// `with ...`, of tables of which some write, before what sees them.
constexpr void write_leading(writer& out, writer::spelling tables) {
    const place before = out.at();
    out.enter(place::with);
    out.writes_in_with();
    out.hide_siblings();
    out.text("with ");
    tables(out);
    out.text(" ");
    out.show_siblings();
    out.enter(before);
}
}  // namespace detail

namespace clause {
/// `returning` of the row at the root, under the names that it has in the statement around.
template <class Root>
struct written_returning : virga::detail::clause_base<place::returning, 0> {
    using nodes = list<>;
    static constexpr void write(writer& out) {
        out.enter(place::returning);
        virga::detail::write_returned<Root>(out);
    }
};
/// `with "~0" as (...), "#0" as (insert ...), ... `
template <class Root>
struct written_with : virga::detail::clause_base<place::with, 0> {
    using nodes = list<>;
    static constexpr void write_own(writer& out) {
        bool is_leading = true;
        virga::detail::write_tables<Root>(out, virga::detail::returns_what_is_written<Root>, is_leading);
    }
    static constexpr void write(writer& out) { virga::detail::write_leading(out, &write_own); }
};
template <class Root>
    requires virga::detail::is_one_written_row<Root>
struct written_with<Root> : virga::detail::clause_base<place::with, 0> {
    using tree = typename virga::detail::tree_after<typename Root::tree, written_returning<Root>>::type;
    struct part {
        using children = list<>;
        using subquery = tree;
    };
    using nodes = list<part>;
    static constexpr void write_own(writer& out) {
        virga::detail::write_table(out, "#", 0);
        out.text(" as (");
        virga::detail::write_inner<tree>(out);
        out.text(")");
        using children = typename Root::children;
        bool is_leading = false;
        virga::detail::write_tables_of<false>(out, virga::detail::returns_what_is_written<Root>, is_leading,
                                              static_cast<children*>(nullptr));
    }
    static constexpr void write(writer& out) { virga::detail::write_leading(out, &write_own); }
};
}  // namespace clause
}  // namespace virga
