// virga/query/detail/found.hpp: how the levels of a find become a select: relations to one as joins, others as JSON arrays
// beside the row, or apart.
#pragma once

#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t

#include <virga/query/detail/belonging.hpp>     // virga::detail::matching_columns_t
#include <virga/query/detail/chosen_order.hpp>  // virga::detail::keys_of_chosen
#include <virga/query/detail/collected.hpp>     // virga::node::rows_as_json
#include <virga/query/detail/find_plan.hpp>     // virga::detail::apart
#include <virga/query/detail/found_names.hpp>   // virga::detail::stands_as
#include <virga/query/detail/found_shape.hpp>   // virga::detail::shape_with
#include <virga/query/detail/united.hpp>        // virga::detail::part_rows
#include <virga/query/level.hpp>                // virga::relation_kind

namespace virga {

namespace node {
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

/// What of a row is read: the whole of it, or the columns that are chosen.
template <class Source, class Own>
struct row_of_level {
    using type = Own;
};
template <class Source>
struct row_of_level<Source, void> {
    using type = node::whole_row<Source>;
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
    using row = typename row_of_level<typename Level::source, typename Level::own>::type;
    using shape = typename shape_with<row, typename extra_columns<typename Level::extras>::type, typename added::readers>::type;
};

template <class Keys>
struct keys_as_they_are {
    using outside = Keys;
};

template <class Keys, class Outputs>
struct rows_as_json_of;
template <class Keys, class... Outputs>
struct rows_as_json_of<Keys, list<Outputs...>> {
    using type = node::rows_as_json<Keys, Outputs...>;
};

/// Whether the text of some conditions depends on choices.
consteval bool is_shaped_by(writer::spelling write) {
    writer counting;
    write(counting);
    return counting.is_shaped();
}
template <class Nodes>
inline constexpr bool are_shaped = false;
template <class... Nodes>
inline constexpr bool are_shaped<list<Nodes...>> = (is_shaped_by(&Nodes::write) or ...);

/// The clause that makes rows distinct, if there is one, and that which locks them.
template <class Keys>
struct distinct_clause {
    using type = list<>;
};
template <class... Keys>
struct distinct_clause<list<Keys...>> {
    using type = list<clause::distinct<0, Keys...>>;
};
template <class Lock>
using lock_clause = std::conditional_t<std::is_void_v<Lock>, list<>, list<Lock>>;

/// The clauses of a level that is read as a whole: what it returns, from what, which, and in which order. `Output` is made of the
/// keys of its order and of what it returns: if `Collects` these keys stand in that.
template <class Level, class As, class Placed, class Before, class Where, class Keys, class Distinct, bool Collects>
struct level_clauses {
    static constexpr bool is_nested = Placed::joins::size != 0 or Level::nested::size != 0;
    static constexpr bool is_cut = Level::is_cut or (not std::is_void_v<Distinct> and not std::is_same_v<Distinct, list<>>);
    static constexpr std::size_t choices = choices_in<Keys>;
    /// Whether a choice is all that the order has to be told, and stands where its place in the text is.
    static constexpr bool is_chosen_there = [] {
        if constexpr (choices == 0 or choices != Level::order::parameters) return choices == Level::order::parameters;
        else return Collects or not are_shaped<Where>;
    }();
    // Rows are cut before anything is joined to them or collected beside them. Values that would stand at another place else stand
    // there too.
    static constexpr bool is_chosen_before = (is_cut and (is_nested or Collects)) or Level::joins != 0 or not is_chosen_there;
    using chosen = keys_of_chosen<Keys, As, Distinct>;
    using outside = typename std::conditional_t<is_chosen_before, chosen, keys_as_they_are<Keys>>::outside;

    template <class Output>
    struct with_output {
        using selected = clause::selected<Level::outputs, Output>;
        using distinct = typename distinct_clause<Distinct>::type;
        using lock = lock_clause<typename Level::words::lock>;
        using limit = typename clause_if_there<place::limit, Level::limit::parameters, typename Level::limit::nodes>::type;
        using offset = typename clause_if_there<place::offset, Level::offset::parameters, typename Level::offset::nodes>::type;
        using where = typename clause_if_there<place::where, Level::where::parameters, Where>::type;
        using order = typename clause_if_there<place::order_by, 0, std::conditional_t<Collects, list<>, outside>>::type;
        using from = clause::join<0, join_kind::from, As>;

        template <bool IsChosenBefore, class Outside = where>
        struct made {
            using type = typename joined<distinct, list<selected, from>, Before, typename Placed::joins, where, order, limit,
                                         offset, lock>::type;
        };
        template <class Outside>
        struct made<true, Outside> {
            using inside = typename clause_if_there<place::order_by, 0,
                                                    std::conditional_t<is_cut, typename chosen::inside, list<>>>::type;
            using outputs = typename joined<list<node::every_column<As>>, typename chosen::outputs>::type;
            using chosen_outputs = typename selected_of<Level::order::parameters, outputs>::type;
            using tree = typename tree_of_list<
                typename joined<distinct, list<chosen_outputs, from>, Before, Outside, inside, limit, offset, lock>::type>::type;
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
    using as = typename stands_as<typename Ends::target, list<Taken...>>::type;
    using between = junction<Ends, typename Ends::between, list<Taken..., as>, as>;
    using path = path_with_t<Path, typename Ends::target, as>;
    using placed = placed_level<Level, as, path, typename between::taken>;
    using belongs = matching_columns_t<typename between::near, typename between::near_as, typename Ends::from, Parent>;
    using where = list<typename and_also<belongs, moved_nodes_t<typename Level::where, path>>::type>;
    using keys = moved_nodes_t<typename Level::order, path>;
    using distinct = moved_distinct_t<typename Level::words::distinct, path>;
    using clauses = level_clauses<Level, as, placed, typename between::joins, where, keys, distinct, true>;
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
    using leading = leading_to<Ends, typename Ends::between, list<Taken...>, As>;
    using as = typename leading::as;
    using path = path_with_t<Path, target, as>;
    using placed = placed_level<Inner, as, path, typename leading::taken>;
    using join = clause::join<Inner::where::parameters, join_kind::left, as,
                              typename and_also<typename leading::belongs, moved_nodes_t<typename Inner::where, path>>::type>;
    using witness =
        node::output<node::postfix<operators::is_not_null, types::boolean, column_as_t<list_item_t<typename Ends::to, 0>, as>>>;
    using rest = nested_in<Level, As, Path, typename placed::taken, list<Rest...>>;

    using outputs = typename joined<list<witness>, typename placed::outputs, typename rest::outputs>::type;
    using joins = typename joined<typename leading::joins, list<join>, typename placed::joins, typename rest::joins>::type;
    static constexpr bool is_required = Ends::is_required and not Inner::where::is_there;
    using readers = typename joined<list<one_reader<Ends::label, is_required, short_type_t<typename placed::shape>>>,
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
    using readers = typename joined<list<many_reader<Ends::label, short_type_t<typename collected::placed::shape>>>,
                                    typename rest::readers>::type;
    using taken = typename rest::taken;
};

/// A relation whose rows come apart: beside the row stands what they are found by.
template <class Level, class As, class Path, class Taken, class Ends, class Inner, class... Rest>
struct nested_in<Level, As, Path, Taken, list<apart<nested_level<Ends, Inner>>, Rest...>> {
    using key = column_as_t<list_item_t<typename Ends::from, 0>, As>;
    using part = part_rows<Ends, Inner, As>;
    using rest = nested_in<Level, As, Path, Taken, list<Rest...>>;

    using outputs = typename joined<list<node::labelled_output<key, Ends::label>>, typename rest::outputs>::type;
    using joins = typename rest::joins;
    using readers = typename joined<list<apart_reader<Ends::label, typename key::type, short_type_t<typename part::placed::shape>>>,
                                    typename rest::readers>::type;
    using taken = typename rest::taken;
};

/// The select that a find is.
template <class Level>
struct found_select {
    using source = typename Level::source;
    using placed = placed_level<Level, source, list<>, list<source>>;
    using clauses =
        level_clauses<Level, source, placed, list<>, typename Level::where::nodes, typename Level::order::nodes,
                      typename Level::words::distinct, false>;
    using type = typename clauses::template with_output<node::found<placed>>::type;
};
}  // namespace detail
}  // namespace virga
