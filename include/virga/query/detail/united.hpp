// virga/query/detail/united.hpp: a find as a select for its rows and one for the rows of each relation, put together by union all.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <span>         // std::span
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t

#include <virga/catalog/relation.hpp>          // virga::is_key
#include <virga/query/common_table.hpp>        // virga::clause::with
#include <virga/query/detail/belonging.hpp>    // virga::detail::junction
#include <virga/query/detail/found_names.hpp>  // virga::detail::stands_as
#include <virga/query/detail/found_shape.hpp>  // virga::detail::columns_of_shape
#include <virga/query/level.hpp>               // virga::detail::nested_level
#include <virga/query/statement.hpp>           // virga::related_part

namespace virga {

namespace detail {
// Subqueries beside the rows would run once for each: for all rows of a table that costs more than what they return. So the rows of
// a relation come by a select of their own, joined to the rows that they belong to, as flat as at the root. Each part returns the
// columns of all parts, NULL where they are another's; the first column is the part's number. What belongs together has the same
// value of the key of the relation, which both parts return, that of the root: so its text is the same.

/// A relation of the root whose rows come by a select of their own.
template <class Nested>
struct apart : Nested {};
template <class Level, class As, class Path, class Taken>
struct placed_level;

/// Whether the rows of a relation can come apart: all of them belong to a row, and its key, which is one column, tells to which.
/// Rows that are cut are cut for each row that they belong to.
template <class Nested>
inline constexpr bool can_come_apart = false;
template <class Ends, class Level>
    requires(Ends::kind == relation_kind::many and not are_lateral_ends<Ends> and Ends::from::size == 1)
inline constexpr bool can_come_apart<nested_level<Ends, Level>> =
    is_key<typename Ends::from> and not facts_of<typename list_item_t<typename Ends::from, 0>::type>.shows_floats and
    not Level::is_cut and Level::order::parameters == 0 and Level::joins == 0 and std::is_same_v<typename Level::words, no_words>;

template <bool AreApart, class... Nested>
consteval std::size_t parameters_of_nested(list<Nested...>*) {
    return (std::size_t{0} + ... + (can_come_apart<Nested> == AreApart ? Nested::output_parameters : 0));
}
template <class... Nested>
consteval bool any_comes_apart(list<Nested...>*) {
    return (can_come_apart<Nested> or ...);
}
/// Whether relations of the level come apart: it is read as a whole, so that subqueries would run for each row of the table; and
/// the values of both kinds of relations do not mix, as parts come after the row.
template <class Level>
inline constexpr bool is_united = any_comes_apart(static_cast<typename Level::nested*>(nullptr)) and not Level::is_cut and
                                  std::is_same_v<typename Level::words, no_words> and
                                  Level::order::parameters == 0 and Level::joins == 0 and
                                  (parameters_of_nested<true>(static_cast<typename Level::nested*>(nullptr)) == 0 or
                                   parameters_of_nested<false>(static_cast<typename Level::nested*>(nullptr)) == 0);

template <std::size_t Outputs, class... Slots>
consteval bool fit_parts(const values<Slots...>*) {
    std::size_t at = 0;
    bool fit = true;
    ((fit = fit and not is_decision<Slots> and (at >= Outputs or not is_awaited_slot<Slots>), ++at), ...);
    return fit;
}
/// Whether the values of a find can be those of parts. A condition of the root is written first there, and its values keep the
/// numbers after those of all outputs: that goes unless a name among these stands for several, or the text is shaped when it runs.
template <class Level, class Values>
inline constexpr bool has_plain_values = true;
template <class Level, class Values>
    requires(Level::outputs != 0 and Level::where::parameters != 0)
inline constexpr bool has_plain_values<Level, Values> = fit_parts<Level::outputs>(static_cast<const Values*>(nullptr));

template <class Nested, bool IsApart = can_come_apart<Nested>>
struct apart_if_it_can {
    using type = Nested;
};
template <class Nested>
struct apart_if_it_can<Nested, true> {
    using type = apart<Nested>;
};
/// The same level, with its relations apart that can be.
template <class Level>
struct united_level;
template <class Source, class Own, class Extras, class Order, class Where, class Limit, class Offset, class Words, class... Nested>
struct united_level<level<Source, Own, Extras, Order, Where, Limit, Offset, Words, Nested...>> {
    using type = level<Source, Own, Extras, Order, Where, Limit, Offset, Words, typename apart_if_it_can<Nested>::type...>;
};

// ---- which column of the result is which ----------------------------------------------------------------

/// Where the columns of all parts stand. Columns of one type share a place where no part has both.
template <std::size_t Parts, std::size_t Most>
struct united_columns {
    static constexpr unsigned short nothing = static_cast<unsigned short>(-1);

    column_description all[Most]{};
    std::size_t count = 0;
    unsigned short returns[Parts][Most]{};  ///< which of a part's columns stands at a place; its key is the last
    unsigned short places[Parts][Most]{};   ///< where each of a part's columns stands

    /// `keys` say which of the root's columns is the key of each other part.
    constexpr united_columns(const std::span<const column_description> (&parts)[Parts], const std::size_t* keys) {
        for (auto& part : returns) {
            for (auto& each : part) each = nothing;
        }
        all[count++] = {{}, description_of<types::integer>, false};
        // What says which rows belong together stands first, so that a client can read that alone.
        for (std::size_t part = 1; part != Parts; ++part) {
            const std::size_t key = keys[part - 1];
            put(0, key, parts[0][key], 0);
            returns[part][places[0][key]] = static_cast<unsigned short>(parts[part].size());
        }
        for (std::size_t part = 0; part != Parts; ++part) {
            for (std::size_t i = 0; i != parts[part].size(); ++i) {
                if (part != 0 or places[0][i] == 0) put(part, i, parts[part][i], part);
            }
        }
    }

private:
    constexpr void put(std::size_t part, std::size_t index, const column_description& column, std::size_t first) {
        std::size_t at = first == 0 ? count : 1;
        while (at != count and (returns[part][at] != nothing or not is_same_type(all[at].type, column.type))) ++at;
        if (at == count) all[count++] = {part == 0 ? column.name : std::string_view{}, column.type, true};
        all[at].holds_floats = all[at].holds_floats or column.holds_floats;
        returns[part][at] = static_cast<unsigned short>(index);
        places[part][index] = static_cast<unsigned short>(at);
    }
};
}  // namespace detail

namespace node {
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

/// What a part of a find returns: of the columns of all parts its own, its key, and NULL.
template <class Find, std::size_t Part>
struct part_outputs {
    using children = typename Find::template outputs_of<Part>;
    static constexpr std::size_t width = Find::columns.count;
    static constexpr std::string_view name() { return {}; }
    static constexpr void write(writer& out) { write_all(out, static_cast<children*>(nullptr)); }

private:
    template <class... Outputs>
    static constexpr void write_all(writer& out, list<Outputs...>*) {
        constexpr writer::spelling outputs[]{&Outputs::write...};
        out.decimal(Part);
        for (std::size_t i = 1; i != Find::columns.count; ++i) {
            out.text(", ");
            const unsigned short which = Find::columns.returns[Part][i];
            if (which != Find::columns.nothing) {
                outputs[which](out);
                continue;
            }
            out.text("null");
            if (Part != 0) continue;
            out.text("::");  // the first part says what the columns are
            out.type(Find::columns.all[i].type.name);
        }
    }
};
}  // namespace node

namespace clause {
/// `(select ...) union all (select ...)`, of parts whose columns say which is whose.
template <std::size_t Count, class First, class... Rest>
struct united : virga::detail::clause_base<place::combined, Count> {
    using nodes = typename virga::detail::joined<typename virga::detail::nodes_of_tree<First>::type,
                                                 typename virga::detail::nodes_of_tree<Rest>::type...>::type;
    using outputs = typename First::outputs;
    static constexpr void write(writer& out) {
        out.text("(");
        virga::detail::write_inner<First>(out);
        ((out.text(") union all ("), virga::detail::write_inner<Rest>(out)), ...);
        out.text(")");
    }
};
}  // namespace clause

namespace detail {
template <std::size_t Count, class First, class... Parts, class... Rest>
struct outputs_among<clause::united<Count, First, Parts...>, Rest...> {
    using type = typename First::outputs;
};

/// The rows of the root that its condition chose, under the name of their table.
template <class Source>
struct chosen_body {
    using tag = Source;
    using children = list<>;
    static constexpr bool can_be_lateral = false;
    static constexpr void write(writer& out) {
        out.identifier("#");
        out.text(" as ");
        out.identifier(source_traits<Source>::reference_name);
    }
};
/// `"#" as (select ...)`: its parameters are numbered after `Before` others, which the text has later.
template <class Tree, std::size_t Before>
struct chosen_definition {
    using children = list<>;
    using subquery = Tree;
    static constexpr bool is_recursive = false;
    static constexpr void write(writer& out) {
        out.identifier("#");
        out.text(" as (");
        out.number_parameters_after(Before);
        write_inner<Tree>(out);
        out.number_parameters_after(0);
        out.text(")");
    }
};

/// The select of the rows of a relation that come apart. The rows that they belong to stand as `Parent`, which `Body` brings.
template <class Ends, class Level, class Parent, class Body>
struct part_level {
    using as = typename stands_as<typename Ends::target, list<Parent>>::type;
    using between = junction<Ends, typename Ends::between, list<Parent, as>, as>;
    using path = path_with_t<list<>, typename Ends::target, as>;
    using placed = placed_level<Level, as, path, typename between::taken>;
    using belongs = matching_columns_t<typename between::near, typename between::near_as, typename Ends::from, Parent>;
    using key = node::output<node::column_at<Parent, list_item_t<typename Ends::from, 0>::index>>;
    using outputs = typename joined<typename placed::outputs, list<key>>::type;
    using where =
        typename clause_if_there<place::where, Level::where::parameters, moved_nodes_t<typename Level::where, path>>::type;
    using order = typename clause_if_there<place::order_by, 0, moved_nodes_t<typename Level::order, path>>::type;

    template <class Find, std::size_t Part>
    using tree = typename tree_of_list<
        typename joined<list<clause::selected<Level::outputs, node::part_outputs<Find, Part>>,
                             clause::join<0, join_kind::from, as>>,
                        typename between::joins, list<clause::join<0, join_kind::inner, Body, belongs>>, typename placed::joins,
                        where, order>::type>::type;
};
template <class Parent, class Body, class... Nested>
struct parts_among {
    using type = list<>;
};
template <class Parent, class Body, class First, class... Rest>
struct parts_among<Parent, Body, First, Rest...> : parts_among<Parent, Body, Rest...> {};
template <class Parent, class Body, class Ends, class Level, class... Rest>
struct parts_among<Parent, Body, apart<nested_level<Ends, Level>>, Rest...>
    : joined<list<part_level<Ends, Level, Parent, Body>>, typename parts_among<Parent, Body, Rest...>::type> {};

template <class Level, class Parent, class Body>
struct parts_of_level;
template <class Source, class Own, class Extras, class Order, class Where, class Limit, class Offset, class Words, class... Nested,
          class Parent, class Body>
struct parts_of_level<level<Source, Own, Extras, Order, Where, Limit, Offset, Words, Nested...>, Parent, Body>
    : parts_among<Parent, Body, Nested...> {};

/// Where in a row the keys are of relations that come apart.
template <std::size_t Parts, class Row, class... Extras, class... Related>
consteval auto keys_of_parts(found_shape<Row, list<Extras...>, Related...>*) {
    std::array<std::size_t, Parts> keys{};
    std::size_t at = shape_columns<found_shape<Row, list<Extras...>>>::width;
    std::size_t part = 0;
    ((comes_apart<Related> ? void(keys[part++] = at) : void(), at += related_columns<Related>::width), ...);
    return keys;
}

template <class Find, class Parts, class Numbers = std::make_index_sequence<Parts::size>>
struct united_clause;
template <class Find, class... Parts, std::size_t... Numbers>
struct united_clause<Find, list<Parts...>, std::index_sequence<Numbers...>> {
    using type = clause::united<0, typename Find::root, typename Parts::template tree<Find, Numbers + 1>...>;
};

template <class Shape, class Parts>
struct columns_of_parts;
template <class Shape, class... Parts>
struct columns_of_parts<Shape, list<Parts...>> {
    static constexpr std::size_t count = 1 + sizeof...(Parts);
    static constexpr auto keys = keys_of_parts<sizeof...(Parts)>(static_cast<Shape*>(nullptr));
    static constexpr auto make() {
        constexpr std::size_t most =
            1 + shape_columns<Shape>::width + (0 + ... + shape_columns<typename Parts::placed::shape>::width);
        const std::span<const column_description> all[]{columns_of_shape<Shape>,
                                                        columns_of_shape<typename Parts::placed::shape>...};
        return united_columns<count, most>{all, keys.data()};
    }
};

/// The select of a find whose relations come apart.
template <class Level>
struct united_select {
    using source = typename Level::source;
    using level = typename united_level<Level>::type;
    static constexpr bool is_chosen = Level::where::is_there;
    using body = std::conditional_t<is_chosen, chosen_body<source>, source>;
    using placed = placed_level<level, source, list<>, list<source>>;
    using parts = typename parts_of_level<level, source, body>::type;
    using described = columns_of_parts<typename placed::shape, parts>;
    static constexpr auto columns = described::make();

    template <std::size_t Part>
    struct outputs_of_part {
        using type = typename list_item_t<parts, Part - 1>::outputs;
    };
    template <std::size_t Part>
        requires(Part == 0)
    struct outputs_of_part<Part> {
        using type = typename placed::outputs;
    };
    template <std::size_t Part>
    using outputs_of = typename outputs_of_part<Part>::type;

    using order = typename clause_if_there<place::order_by, 0, typename Level::order::nodes>::type;
    using root = typename tree_of_list<
        typename joined<list<clause::selected<0, node::part_outputs<united_select, 0>>, clause::join<0, join_kind::from, body>>,
                        typename placed::joins, order>::type>::type;

    using where = typename clause_if_there<place::where, Level::where::parameters, typename Level::where::nodes>::type;
    using chosen = typename tree_of_list<
        typename joined<list<clause::selected<0, node::every_column<source>>, clause::join<0, join_kind::from, source>>,
                        where>::type>::type;
    using with = std::conditional_t<
        is_chosen, list<clause::with<Level::where::parameters, chosen_definition<chosen, Level::outputs>>>, list<>>;
    using type =
        typename tree_of_list<typename joined<with, list<typename united_clause<united_select, parts>::type>>::type>::type;
};

// ---- what a client is told -------------------------------------------------------------------------------

template <class Find>
inline constexpr auto united_columns_of = [] {
    std::array<column_description, Find::columns.count> all{};
    for (std::size_t i = 0; i != all.size(); ++i) all[i] = Find::columns.all[i];
    return all;
}();
/// What becomes of the rows of a find in parts, without its type.
template <std::size_t Parts, std::size_t Most, std::size_t Columns>
struct united_description {
    std::array<column_description, Columns> row{};  ///< of a row of the first part
    std::array<std::array<unsigned short, Most>, Parts> places{};
    std::array<std::size_t, Parts> keys{};
    std::size_t width = 0;

    /// Refers to the description itself.
    [[nodiscard]] constexpr auto related() const {
        std::array<related_part, Parts> all{};
        for (std::size_t part = 0; part != Parts; ++part) all[part] = {places[part].data(), keys[part]};
        return all;
    }
};
template <class Find>
constexpr auto describe_parts() {
    constexpr const auto& row = columns_of_shape<typename Find::placed::shape>;
    constexpr std::size_t most = std::size(Find::columns.places[0]);
    united_description<Find::described::count, most, row.size()> all;
    for (std::size_t i = 0; i != row.size(); ++i) all.row[i] = row[i];
    for (std::size_t part = 0; part != Find::described::count; ++part) {
        for (std::size_t i = 0; i != most; ++i) all.places[part][i] = Find::columns.places[part][i];
        if (part != 0) all.keys[part] = Find::described::keys[part - 1];
    }
    all.width = Find::columns.count;
    return all;
}
}  // namespace detail
}  // namespace virga
