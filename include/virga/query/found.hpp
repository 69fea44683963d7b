// virga/query/found.hpp: how the levels of a find become a select: to-one relations as joins, others as JSON arrays beside the row.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t, std::is_same_v

#include <virga/query/level.hpp>      // virga::detail::level_part
#include <virga/types/json.hpp>       // virga::types::json
#include <virga/types/type_facts.hpp>  // virga::facts_of, virga::is_same_in_json

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
template <class Tree>
struct collected;

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

/// `"source".*`, in a query that only the find around it reads.
template <class Source>
struct every_column {
    using children = list<>;
    using type = typename field_of<Source, 0>::type;
    static constexpr std::size_t width = 1;
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) {
        out.identifier(source_traits<Source>::reference_name);
        out.text(".*");
    }
};
}  // namespace node

namespace detail {
// ---- names ------------------------------------------------------------------------------------------

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

template <fixed_string Name, class Taken>
inline constexpr bool is_taken_name = false;
template <fixed_string Name, class... Taken>
inline constexpr bool is_taken_name<Name, list<Taken...>> = ((source_traits<Taken>::reference_name == Name.view()) or ...);

/// What a table stands as, with this name if it is free. Every name stands once in what a part of a find can see, so that a user's
/// condition says the same wherever the find puts it.
template <class Table, fixed_string Name, class Taken>
struct stands_as {
    using type = aliased<Table, Name>;
};
template <class Table, fixed_string Name, class... Taken>
    requires(is_taken_name<Name, list<Taken...>>)
struct stands_as<Table, Name, list<Taken...>> {
    using type = aliased<Table, numbered_name<sizeof...(Taken)>>;
};
template <class Source, class Taken>
struct stands_by_itself {
    using type = Source;
};
template <class Source, class... Taken>
    requires((source_traits<Taken>::reference_name == source_traits<Source>::reference_name) or ...)
struct stands_by_itself<Source, list<Taken...>> {
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
template <class Operand, direction Direction, nulls_order Nulls, class First, class... Path>
struct moved<node::ordered<Operand, Direction, Nulls>, list<First, Path...>> {
    using type = node::ordered<typename moved<Operand, list<First, Path...>>::type, Direction, Nulls>;
};
template <class Node, class Path>
using moved_t = typename moved<Node, Path>::type;

template <class Outputs, class As>
struct outputs_as;
template <class... Sources, std::size_t... Indexes, class As>
struct outputs_as<list<node::output<node::column_at<Sources, Indexes>>...>, As> {
    using type = list<node::output<node::column_at<As, Indexes>>...>;
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

// ---- which rows belong together -----------------------------------------------------------------------

template <class Left, class Right>
using equal_node = node::infix<operators::equal, types::boolean, Left, Right>;
template <class Left, class Right>
using both_node = node::infix<operators::conjunction, types::boolean, Left, Right>;

/// The columns of one source equal those of another.
template <class Left, class LeftAs, class Right, class RightAs>
struct matching_columns;
template <class Left, class LeftAs, class Right, class RightAs>
struct matching_columns<list<Left>, LeftAs, list<Right>, RightAs> {
    using type = equal_node<node::column_at<LeftAs, Left::index>, node::column_at<RightAs, Right::index>>;
};
template <class Left, class Second, class... Lefts, class LeftAs, class Right, class... Rights, class RightAs>
struct matching_columns<list<Left, Second, Lefts...>, LeftAs, list<Right, Rights...>, RightAs> {
    using type = both_node<typename matching_columns<list<Left>, LeftAs, list<Right>, RightAs>::type,
                           typename matching_columns<list<Second, Lefts...>, LeftAs, list<Rights...>, RightAs>::type>;
};
template <class Left, class LeftAs, class Right, class RightAs>
using matching_columns_t = typename matching_columns<Left, LeftAs, Right, RightAs>::type;

/// A condition, and another one that there may be.
template <class Condition, class Nodes>
struct and_also {
    using type = Condition;
};
template <class Condition, class Node>
struct and_also<Condition, list<Node>> {
    using type = std::conditional_t<is_operand<Node>, both_node<Condition, Node>, node::shaped_conjunction<Condition, Node>>;
};

template <class Nodes, class Path>
struct moved_nodes;
template <class... Nodes, class Path>
struct moved_nodes<list<Nodes...>, Path> {
    using type = list<moved_t<Nodes, Path>...>;
};
template <class Part, class Path>
using moved_nodes_t = typename moved_nodes<typename Part::nodes, Path>::type;

/// The clause of a condition, which may be shaped when the query runs.
template <std::size_t Count, class Node>
using where_clause =
    std::conditional_t<is_operand<Node>, clause::words<place::where, Count, Node>, clause::shaped<place::where, Count, Node>>;
template <place Place, std::size_t Count, class Nodes>
struct clause_if_there {
    using type = list<>;
};
template <place Place, std::size_t Count, class First, class... Rest>
struct clause_if_there<Place, Count, list<First, Rest...>> {
    using type = list<clause::words<Place, Count, First, Rest...>>;
};
template <std::size_t Count, class Node>
struct clause_if_there<place::where, Count, list<Node>> {
    using type = list<where_clause<Count, Node>>;
};

/// The junction of a relation, joined to the rows that it leads to; and its columns that tell which rows it leads from.
template <class Ends, class Between, class Taken, class To>
struct junction {
    using joins = list<>;
    using taken = Taken;
    using near = typename Ends::to;
    using near_as = To;
};
template <class Ends, class Near, class Far, class... Taken, class To>
struct junction<Ends, between_rows<Near, Far>, list<Taken...>, To> {
    using as = typename stands_by_itself<typename list_item_t<Near, 0>::source, list<Taken...>>::type;
    using joins = list<clause::join<0, join_kind::inner, as, matching_columns_t<Far, as, typename Ends::to, To>>>;
    using taken = list<Taken..., as>;
    using near = Near;
    using near_as = as;
};

// ---- what is returned ----------------------------------------------------------------------------------

// What a row becomes says nothing of which rows are meant: finds that differ in that alone share what reads them, and its name
// stays short.

/// What a row of a level has: its columns, further values, and rows of relations.
template <class Row, class Extras, class... Related>
struct found_shape;
/// How the cells of a relation are read; in result/nested.hpp.
template <fixed_string Label, bool Required, class Shape>
struct one_reader;
template <fixed_string Label, class Shape>
struct many_reader;
/// A further value of a row.
template <fixed_string Label, class Type, bool Nullable>
struct extra_column {
    using type = Type;
    static constexpr std::size_t width = 1;
    static constexpr std::string_view name() { return Label.view(); }
    struct value {
        template <class>
        static constexpr bool nullable_in = Nullable;
    };
};
template <class Extras>
struct extra_columns;
template <std::size_t Count, class... Nodes, fixed_string... Labels>
struct extra_columns<level_part<Count, node::labelled_output<Nodes, Labels>...>> {
    using type = list<extra_column<Labels, typename Nodes::type, Nodes::template nullable_in<no_scope>>...>;
};
template <class Row, class Extras, class Related>
struct shape_with;
template <class Row, class Extras, class... Related>
struct shape_with<Row, Extras, list<Related...>> {
    using type = found_shape<Row, Extras, Related...>;
};

/// The columns of a row: those before the rows of relations, as outputs.
template <class Row>
struct outputs_of_row {
    using type = Row;
};
template <class Source, class Indexes>
struct outputs_of_row<node::whole_row<Source, Indexes>> : taken_apart<node::whole_row<Source, Indexes>> {};

template <class... Outputs>
consteval bool hold_floats(list<Outputs...>*) {
    return (facts_of<typename Outputs::type>.shows_floats or ...);
}
template <class... Outputs>
constexpr column_description* describe_all(column_description* columns, bool may_be_missing, list<Outputs...>*) {
    ((*columns++ = {Outputs::name(), description_of<typename Outputs::type>,
                    may_be_missing or Outputs::value::template nullable_in<no_scope>}),
     ...);
    return columns;
}

/// What the cells of a row are.
template <class Shape>
struct shape_columns;
template <class Related>
struct related_columns;
template <fixed_string Label, bool Required, class Shape>
struct related_columns<one_reader<Label, Required, Shape>> {
    static constexpr std::size_t width = 1 + shape_columns<Shape>::width;
    static constexpr bool holds_floats = shape_columns<Shape>::holds_floats;
    static constexpr column_description* describe(column_description* columns) {
        *columns++ = {{}, description_of<types::boolean>, false};
        return shape_columns<Shape>::describe(columns, true);
    }
};
template <fixed_string Label, class Shape>
struct related_columns<many_reader<Label, Shape>> {
    static constexpr std::size_t width = 1;
    static constexpr bool holds_floats = shape_columns<Shape>::holds_floats;
    static constexpr column_description* describe(column_description* columns) {
        *columns++ = {Label.view(), description_of<types::json>, false, holds_floats};
        return columns;
    }
};
template <class Row, class... Extras, class... Related>
struct shape_columns<found_shape<Row, list<Extras...>, Related...>> {
    using outputs = typename joined<typename outputs_of_row<Row>::type, list<Extras...>>::type;
    static constexpr std::size_t width = outputs::size + (0 + ... + related_columns<Related>::width);
    static constexpr bool holds_floats =
        hold_floats(static_cast<outputs*>(nullptr)) or (related_columns<Related>::holds_floats or ...);
    /// All may be NULL of a row that may be missing.
    static constexpr column_description* describe(column_description* columns, bool may_be_missing) {
        columns = describe_all(columns, may_be_missing, static_cast<outputs*>(nullptr));
        ((columns = related_columns<Related>::describe(columns)), ...);
        return columns;
    }
};
template <class Shape>
inline constexpr auto columns_of_shape = [] {
    std::array<column_description, shape_columns<Shape>::width> all{};
    shape_columns<Shape>::describe(all.data(), false);
    return all;
}();

/// Whether a value stands in the JSON of its row as it is; rows that were collected do, as arrays.
template <class Node>
inline constexpr bool is_bare_in_json = is_same_in_json<typename Node::type>;
template <class Tree>
inline constexpr bool is_bare_in_json<node::collected<Tree>> = true;
/// The most arguments that a function has.
inline constexpr std::size_t most_arguments = 100;
}  // namespace detail

namespace node {
/// `coalesce(json_agg(json_build_array(values) order by keys), '[]')`: the rows of a level, each an array of its values. More
/// values than a function takes stand in arrays of their own.
template <class Keys, class... Outputs>
struct rows_as_json;
template <class... Keys, class... Outputs>
struct rows_as_json<list<Keys...>, Outputs...> {
    using type = types::json;
    using children = list<Outputs..., Keys...>;
    static constexpr std::size_t width = 1;
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) {
        out.begin_aggregate();
        out.text("coalesce(json_agg(json_build_array(");
        constexpr bool is_wide = sizeof...(Outputs) > detail::most_arguments;
        if (is_wide) out.text("json_build_array(");
        std::size_t count = 0;
        ((separate<is_wide>(out, count), write_output<Outputs>(out), ++count), ...);
        if (is_wide) out.text(")");
        out.text(")");
        if (sizeof...(Keys) != 0) out.text(" order by ");
        out.list({&Keys::write...});
        out.text("), '[]')");
        out.end_aggregate();
    }

private:
    template <bool IsWide>
    static constexpr void separate(writer& out, std::size_t count) {
        if (count == 0) return;
        out.text(IsWide and count % detail::most_arguments == 0 ? "), json_build_array(" : ", ");
    }
    template <class Output>
    static constexpr void write_output(writer& out) {
        using value = typename Output::value;
        if constexpr (detail::is_bare_in_json<value>) {
            value::write(out);
        } else {
            out.operand(&value::write, value::bound_by != binding::primary);
            out.text("::text");
        }
    }
};

/// The rows of a relation to many, as one value of the row that they belong to.
template <class Tree>
struct collected : scalar_subquery<Tree> {
    template <class>
    static constexpr bool nullable_in = false;
};

/// What a find returns of each row: what a level does that is placed.
template <class Placed>
struct found {
    using children = typename Placed::outputs;
    static constexpr std::size_t width = children::size;
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) { write_all(out, static_cast<children*>(nullptr)); }

private:
    template <class... Outputs>
    static constexpr void write_all(writer& out, list<Outputs...>*) {
        out.list({&Outputs::write...});
    }
};
}  // namespace node

namespace detail {
// ---- the order of rows that are chosen before --------------------------------------------------------

/// A key of the order, in the query that chooses the rows and outside of it: a column is the same, anything else is returned under
/// a number.
template <class Key, class As, std::size_t Number>
struct key_of_chosen {
    using outputs = list<node::labelled_output<Key, numbered_name<Number>>>;
    using inside = node::output_name<numbered_name<Number>>;
    using outside = node::source_column<As, numbered_name<Number>, typename Key::type, true>;
};
template <class As, std::size_t Index, std::size_t Number>
struct key_of_chosen<node::column_at<As, Index>, As, Number> {
    using outputs = list<>;
    using inside = node::column_at<As, Index>;
    using outside = inside;
};
template <class Operand, direction Direction, nulls_order Nulls, class As, std::size_t Number>
struct key_of_chosen<node::ordered<Operand, Direction, Nulls>, As, Number> {
    using operand = key_of_chosen<Operand, As, Number>;
    using outputs = typename operand::outputs;
    using inside = node::ordered<typename operand::inside, Direction, Nulls>;
    using outside = node::ordered<typename operand::outside, Direction, Nulls>;
};
template <class Keys, class As, class Numbers = std::make_index_sequence<Keys::size>>
struct keys_of_chosen;
template <class... Keys, class As, std::size_t... Numbers>
struct keys_of_chosen<list<Keys...>, As, std::index_sequence<Numbers...>> {
    using outputs = typename joined<typename key_of_chosen<Keys, As, Numbers>::outputs...>::type;
    using inside = list<typename key_of_chosen<Keys, As, Numbers>::inside...>;
    using outside = list<typename key_of_chosen<Keys, As, Numbers>::outside...>;
};

// ---- a level -------------------------------------------------------------------------------------------

/// What the relations of a level add to it: one after the other.
template <class Level, class As, class Path, class Taken, class Nested>
struct nested_in;
template <class Outputs, class Joins, class Readers, class Taken>
struct additions {
    using outputs = Outputs;
    using joins = Joins;
    using readers = Readers;
    using taken = Taken;
};

/// A level whose table stands as `As`: what it returns, what is joined to it for that, and how it is read.
template <class Level, class As, class Path, class Taken>
struct placed_level {
    using own = typename own_outputs<typename Level::own, As>::type;
    using extras = typename extra_outputs<typename Level::extras, Path>::type;
    using added = nested_in<Level, As, Path, Taken, typename Level::nested>;
    using outputs = typename joined<own, extras, typename added::outputs>::type;
    using joins = typename added::joins;
    using taken = typename added::taken;
    // A user asks for a column as the table has it, whatever the table stands as.
    using whole = node::whole_row<typename Level::source>;
    using row = std::conditional_t<std::is_void_v<typename Level::own>, whole, typename Level::own>;
    using shape = typename shape_with<row, typename extra_columns<typename Level::extras>::type, typename added::readers>::type;
};

template <class Keys, class Outputs>
struct rows_as_json_of;
template <class Keys, class... Outputs>
struct rows_as_json_of<Keys, list<Outputs...>> {
    using type = node::rows_as_json<Keys, Outputs...>;
};

/// The clauses of a level that is read as a whole: what it returns, from what, which, and in which order. `Output` is made of the
/// keys of its order and of what it returns: if `Collects` these keys stand in that.
template <class Level, class As, class Placed, class Before, class Where, class Keys, bool Collects>
struct level_clauses {
    static constexpr bool is_nested = Placed::joins::size != 0 or Level::nested::size != 0;
    // Rows are cut before anything is joined to them or collected beside them. Values that would stand at another place else stand
    // there too.
    static constexpr bool is_chosen_before = (Level::is_cut and (is_nested or Collects)) or Level::joins != 0 or
                                             Level::order::parameters != 0;
    using chosen = keys_of_chosen<Keys, As>;
    using outside = std::conditional_t<is_chosen_before, typename chosen::outside, Keys>;

    template <class Output>
    struct with_output {
        using selected = clause::selected<Level::outputs, Output>;
        using limit = typename clause_if_there<place::limit, Level::limit::parameters, typename Level::limit::nodes>::type;
        using offset = typename clause_if_there<place::offset, Level::offset::parameters, typename Level::offset::nodes>::type;
        using where = typename clause_if_there<place::where, Level::where::parameters, Where>::type;
        using order = typename clause_if_there<place::order_by, 0, std::conditional_t<Collects, list<>, outside>>::type;
        using from = clause::join<0, join_kind::from, As>;

        template <bool IsChosenBefore, class Outside = where>
        struct made {
            using type =
                typename joined<list<selected, from>, Before, typename Placed::joins, where, order, limit, offset>::type;
        };
        template <class Outside>
        struct made<true, Outside> {
            using inside = typename clause_if_there<place::order_by, 0,
                                                    std::conditional_t<Level::is_cut, typename chosen::inside, list<>>>::type;
            using outputs = typename joined<list<node::every_column<As>>, typename chosen::outputs>::type;
            using chosen_outputs = typename selected_of<Level::order::parameters, outputs>::type;
            using tree = typename tree_of_list<
                typename joined<list<chosen_outputs, from>, Before, Outside, inside, limit, offset>::type>::type;
            static constexpr std::size_t count =
                Level::order::parameters + Level::where::parameters + Level::limit::parameters + Level::offset::parameters;
            using type = typename joined<list<selected, clause::join<count, join_kind::from, subquery_body<As, tree>>>,
                                         typename Placed::joins, order>::type;
        };
        using type = typename tree_of_list<typename made<is_chosen_before>::type>::type;
    };
};

/// The rows of a relation to many, for a row that stands as `Parent`.
template <class Ends, class Level, class Parent, class Path, class Taken>
struct collected_level;
template <class Ends, class Level, class Parent, class Path, class... Taken>
struct collected_level<Ends, Level, Parent, Path, list<Taken...>> {
    using as = typename stands_by_itself<typename Ends::target, list<Taken...>>::type;
    using between = junction<Ends, typename Ends::between, list<Taken..., as>, as>;
    using path = path_with_t<Path, typename Ends::target, as>;
    using placed = placed_level<Level, as, path, typename between::taken>;
    using belongs = matching_columns_t<typename between::near, typename between::near_as, typename Ends::from, Parent>;
    using where = list<typename and_also<belongs, moved_nodes_t<typename Level::where, path>>::type>;
    using keys = moved_nodes_t<typename Level::order, path>;
    using clauses = level_clauses<Level, as, placed, typename between::joins, where, keys, true>;
    using output = typename rows_as_json_of<typename clauses::outside, typename placed::outputs>::type;
    using tree = typename clauses::template with_output<output>::type;
};

template <class Level, class As, class Path, class Taken>
struct nested_in<Level, As, Path, Taken, list<>> : additions<list<>, list<>, list<>, Taken> {};

/// A relation to one row: that is joined. Whether it is there says a column that the join finds it by, which is not null then.
template <class Level, class As, class Path, class... Taken, class Ends, class Inner, class... Rest>
    requires(Ends::kind == relation_kind::one)
struct nested_in<Level, As, Path, list<Taken...>, list<nested_level<Ends, Inner>, Rest...>> {
    using target = typename Ends::target;
    using as = typename stands_as<table_of<target>, Ends::label, list<Taken...>>::type;
    using path = path_with_t<Path, target, as>;
    using placed = placed_level<Inner, as, path, list<Taken..., as>>;
    using belongs = matching_columns_t<typename Ends::to, as, typename Ends::from, As>;
    using join = clause::join<Inner::where::parameters, join_kind::left, as,
                              typename and_also<belongs, moved_nodes_t<typename Inner::where, path>>::type>;
    using witness = node::output<node::postfix<operators::is_not_null, types::boolean,
                                               node::column_at<as, list_item_t<typename Ends::to, 0>::index>>>;
    using rest = nested_in<Level, As, Path, typename placed::taken, list<Rest...>>;

    using outputs = typename joined<list<witness>, typename placed::outputs, typename rest::outputs>::type;
    using joins = typename joined<list<join>, typename placed::joins, typename rest::joins>::type;
    static constexpr bool is_required = Ends::is_required and not Inner::where::is_there;
    using readers = typename joined<list<one_reader<Ends::label, is_required, typename placed::shape>>,
                                    typename rest::readers>::type;
    using taken = typename rest::taken;
};

/// A relation to many rows: they are one value, collected beside the row.
template <class Level, class As, class Path, class... Taken, class Ends, class Inner, class... Rest>
    requires(Ends::kind == relation_kind::many)
struct nested_in<Level, As, Path, list<Taken...>, list<nested_level<Ends, Inner>, Rest...>> {
    using collected = collected_level<Ends, Inner, As, Path, list<Taken...>>;
    using rest = nested_in<Level, As, Path, list<Taken...>, list<Rest...>>;

    using outputs = typename joined<list<node::labelled_output<node::collected<typename collected::tree>, Ends::label>>,
                                    typename rest::outputs>::type;
    using joins = typename rest::joins;
    using readers =
        typename joined<list<many_reader<Ends::label, typename collected::placed::shape>>, typename rest::readers>::type;
    using taken = typename rest::taken;
};

/// The select that a find is.
template <class Level>
struct found_select {
    using source = typename Level::source;
    using placed = placed_level<Level, source, list<>, list<source>>;
    using clauses =
        level_clauses<Level, source, placed, list<>, typename Level::where::nodes, typename Level::order::nodes, false>;
    using type = typename clauses::template with_output<node::found<placed>>::type;
};
}  // namespace detail
}  // namespace virga
