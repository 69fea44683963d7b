// virga/query/detail/united.hpp: a find as a select for its rows and one for the rows of each relation, put together by union all.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <string_view>  // std::string_view
#include <type_traits>  // std::conditional_t

#include <virga/query/common_table.hpp>         // virga::clause::with
#include <virga/query/detail/belonging.hpp>     // virga::detail::junction
#include <virga/query/detail/chosen_order.hpp>  // virga::detail::keys_of_chosen
#include <virga/query/detail/find_plan.hpp>     // virga::detail::apart
#include <virga/query/detail/found_names.hpp>   // virga::detail::stands_as
#include <virga/query/detail/found_shape.hpp>   // virga::detail::columns_of_shape
#include <virga/query/statement.hpp>            // virga::related_part
#include <virga/text/array_view.hpp>            // virga::array_view
#include <virga/types/boolean.hpp>              // virga::types::boolean
#include <virga/types/integer.hpp>              // virga::types::integer

namespace virga {

namespace detail {
template <class Level, class As, class Path, class Taken>
struct placed_level;

// ---- which column of the result is which ----------------------------------------------------------------

/// What the rows of a part belong to: the part, the column of its rows in whose place they are read, which of its columns is the
/// key by which they belong together, and which of their own.
struct part_place {
    std::size_t parent = 0, slot = 0, parent_key = 0, key = 0;
};
/// Where the columns of all parts stand. Columns of one type share a place where no part has both.
template <std::size_t Parts, std::size_t Most>
struct united_columns {
    static constexpr unsigned short nothing = static_cast<unsigned short>(-1);

    column_description all[Most]{};
    std::size_t count = 0;
    unsigned short returns[Parts][Most]{};  ///< which of a part's columns stands at a place
    unsigned short places[Parts][Most]{};   ///< where each of a part's columns stands

    constexpr united_columns(const array_view<column_description> (&parts)[Parts], const part_place* belongs) {
        for (auto& part : returns) {
            for (auto& each : part) each = nothing;
        }
        all[count++] = {{}, description_of<types::integer>, false};
        for (std::size_t part = 1; part != Parts; ++part) {
            const auto [parent, slot, parent_key, key] = belongs[part - 1];
            if (places[parent][parent_key] == 0) put(parent, parent_key, parts[parent][parent_key]);
            const unsigned short at = places[parent][parent_key];
            places[parent][slot] = at;
            returns[part][at] = static_cast<unsigned short>(key);
            places[part][key] = at;
        }
        for (std::size_t part = 0; part != Parts; ++part) {
            for (std::size_t i = 0; i != parts[part].size(); ++i) {
                if (places[part][i] == 0) put(part, i, parts[part][i]);
            }
        }
    }

private:
    constexpr void put(std::size_t part, std::size_t index, const column_description& column) {
        std::size_t at = 1;
        while (at != count and (returns[part][at] != nothing or not is_same_type(all[at].type, column.type))) ++at;
        if (at == count) all[count++] = {part == 0 ? column.name : std::string_view{}, column.type, true};
        all[at].holds_floats = all[at].holds_floats or column.holds_floats;
        returns[part][at] = static_cast<unsigned short>(index);
        places[part][index] = static_cast<unsigned short>(at);
    }
};

/// Which of some outputs is the first that is this value; how many there are if none is.
template <class Value, class... Outputs>
consteval std::size_t place_of_value(list<Outputs...>*) {
    std::size_t at = 0;
    (void)((std::is_same_v<typename Outputs::value, Value> or (++at, false)) or ...);
    return at;
}
}  // namespace detail

namespace node {
/// `"source".*`, in a query that only the find around it reads.
template <class Source>
struct every_column {
    using children = list<>;
    using type = types::boolean;  // of the text alone: each column has its own
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

namespace detail {
/// The name of the rows that a part has, where others belong to them.
template <std::size_t Part>
constexpr void write_chosen(writer& out) {
    if constexpr (Part == 0) out.identifier("#");
    else out.identifier(numbered_name<Part>.view());
}
}  // namespace detail

namespace node {
/// `column = any(array(select "key" from "#"))`: the rows that belong to few.
template <class Column, class Key, std::size_t Part>
struct belongs_to_chosen {
    using type = types::boolean;
    using children = list<Column>;
    static constexpr binding bound_by = binding::comparison;
    template <class>
    static constexpr bool nullable_in = true;
    static constexpr void write(writer& out) {
        Column::write(out);
        out.text(" = any(array(select ");
        out.identifier(Key::field::name);
        out.text(" from ");
        detail::write_chosen<Part>(out);
        out.text("))");
    }
};
}  // namespace node

namespace detail {
/// The select of a part. Its values follow `Before` others.
template <class Tree, std::size_t Before>
struct united_part {
    using tree = Tree;
    static constexpr std::size_t before = Before;
};
}  // namespace detail

namespace clause {
/// `(select ...) union all (select ...)`, of parts whose columns say which is whose.
template <bool IsRenumbered, class First, class... Rest>
struct united : virga::detail::clause_base<place::combined, 0> {
    using nodes = typename virga::detail::joined<typename virga::detail::nodes_of_tree<typename First::tree>::type,
                                                 typename virga::detail::nodes_of_tree<typename Rest::tree>::type...>::type;
    static constexpr void write(writer& out) {
        out.text("(");
        write_part<First>(out);
        ((out.text(") union all ("), write_part<Rest>(out)), ...);
        out.text(")");
    }

private:
    template <class Part>
    static constexpr void write_part(writer& out) {
        if (IsRenumbered) out.number_parameters_after(Part::before);
        virga::detail::write_inner<typename Part::tree, true>(out);
    }
};
}  // namespace clause

namespace detail {
template <bool IsRenumbered, class First, class... Parts, class... Rest>
struct outputs_among<clause::united<IsRenumbered, First, Parts...>, Rest...> {
    using type = typename First::tree::outputs;
};

/// The rows of a part that its level chose, under the name of their table.
template <class Source, std::size_t Part>
struct chosen_body {
    using tag = Source;
    using children = list<>;
    static constexpr bool can_be_lateral = false;
    static constexpr void write(writer& out) {
        write_chosen<Part>(out);
        out.text(" as ");
        out.identifier(source_traits<Source>::reference_name);
    }
};
/// `"#" as (select ...)`: its values follow `Before` others.
template <class Tree, std::size_t Part, bool IsRenumbered, std::size_t Before>
struct chosen_definition {
    using children = list<>;
    using subquery = Tree;
    static constexpr bool is_recursive = false;
    static constexpr void write(writer& out) {
        write_chosen<Part>(out);
        out.text(" as (");
        if (IsRenumbered) out.number_parameters_after(Before);
        write_inner<Tree>(out);
        out.text(")");
    }
};

/// The rows of a relation that come apart from those of `Parent`, and what they return: last, unless they have it, the key.
template <class Ends, class Level, class Parent>
struct part_rows {
    using as = typename stands_as<typename Ends::target, list<Parent>>::type;
    using between = junction<Ends, typename Ends::between, list<Parent, as>, as>;
    using path = path_with_t<list<>, typename Ends::target, as>;
    using placed = placed_level<Level, as, path, typename between::taken>;
    using from = list_item_t<typename Ends::from, 0>;
    static constexpr bool is_told = is_told_by_its_rows<Ends>;
    using near = column_as_t<near_column_t<Ends>, typename between::near_as>;
    using key = std::conditional_t<is_told, near, column_as_t<from, Parent>>;
    static constexpr std::size_t key_at = place_of_value<key>(static_cast<typename placed::outputs*>(nullptr));
    using outputs = std::conditional_t<key_at != placed::outputs::size, typename placed::outputs,
                                       typename joined<typename placed::outputs, list<node::output<key>>>::type>;
};

/// A level whose relations come apart, as these see it: `IsChosen` if not all rows of its table are meant, and then `IsCut` if they
/// are as few as a page has.
template <std::size_t Part, bool IsChosen, bool IsCut, class As, class Placed>
struct part_context {
    static constexpr std::size_t part = Part;
    static constexpr bool is_chosen = IsChosen;
    static constexpr bool is_cut = IsCut;
    using as = As;
    using placed = Placed;
    using body = std::conditional_t<IsChosen, chosen_body<As, Part>, As>;
};

/// Which rows are those of a part: by a condition of their own, or a join of those that they belong to.
template <class Rows, class Ends, class Context, bool IsTold = Rows::is_told>
struct part_condition {
    using joins = list<clause::join<
        0, join_kind::inner, typename Context::body,
        matching_columns_t<typename Rows::between::near, typename Rows::between::near_as, typename Ends::from,
                           typename Context::as>>>;
    template <class Where>
    using with = typename Where::nodes;
};
template <class Rows, class Ends, class Context>
    requires(Context::is_cut)
struct part_condition<Rows, Ends, Context, true> {
    using joins = list<>;
    using node = node::belongs_to_chosen<typename Rows::near, typename Rows::from, Context::part>;
    template <class Where>
    using with = list<typename and_also<node, typename Where::nodes>::type>;
};
template <class Rows, class Ends, class Context>
    requires(not Context::is_chosen)
struct part_condition<Rows, Ends, Context, true> {
    using joins = list<>;
    using node = node::postfix<operators::is_not_null, types::boolean, typename Rows::near>;
    template <class Where>
    using with = typename std::conditional_t<near_column_t<Ends>::field::is_nullable,
                                             list<typename and_also<node, typename Where::nodes>::type>, typename Where::nodes>;
};
template <class Nodes>
struct nodes_only {
    using nodes = Nodes;
};

/// Where in a row the rows of relations are read that come apart: of the one after `Which` others.
template <class Row, class... Extras, class... Related>
consteval std::size_t slots_of_parts(found_shape<Row, list<Extras...>, Related...>*, std::size_t which) {
    std::size_t at = shape_columns<found_shape<Row, list<Extras...>>>::width;
    constexpr bool are_apart[]{comes_apart<Related>...};
    constexpr std::size_t widths[]{related_columns<Related>::width...};
    for (std::size_t i = 0; not are_apart[i] or which-- != 0; ++i) at += widths[i];
    return at;
}

/// The select of the rows of a relation that come apart. `Before` values stand before its own, `Which` other relations of the same
/// rows that come apart.
template <class Ends, class Level, class Context, std::size_t Part, std::size_t Before, std::size_t Which, bool IsRenumbered>
struct part_level {
    using rows = part_rows<Ends, Level, typename Context::as>;
    using as = typename rows::as;
    using placed = typename rows::placed;
    using outputs = typename rows::outputs;
    using condition = part_condition<rows, Ends, Context>;

    static constexpr bool is_chosen = Context::is_chosen or Level::where::is_there;
    static constexpr bool is_defined = is_chosen and any_is_apart(static_cast<typename Level::nested*>(nullptr));
    using context = part_context<Part, is_chosen, Context::is_cut, as, placed>;

    using said = nodes_only<moved_nodes_t<typename Level::where, typename rows::path>>;
    using where = typename clause_if_there<place::where, Level::where::parameters, typename condition::template with<said>>::type;
    using order = typename clause_if_there<place::order_by, 0, moved_nodes_t<typename Level::order, typename rows::path>>::type;
    using found = typename joined<list<clause::join<0, join_kind::from, as>>, typename rows::between::joins,
                                  typename condition::joins>::type;

    template <class Find>
    using selected = list<clause::selected<Level::outputs, node::part_outputs<Find, Part>>>;
    template <class Find, bool IsDefined>
    struct tree_of {
        using type = typename joined<selected<Find>, found, typename placed::joins, where, order>::type;
    };
    template <class Find>
    struct tree_of<Find, true> {
        using type =
            typename joined<selected<Find>, list<clause::join<0, join_kind::from, chosen_body<as, Part>>>, typename placed::joins,
                            order>::type;
    };
    template <class Find>
    using part = united_part<typename tree_of_list<typename tree_of<Find, is_defined>::type>::type, Before>;

    using chosen = typename tree_of_list<
        typename joined<list<clause::selected<0, node::every_column<as>>>, found, where>::type>::type;
    using definitions = std::conditional_t<
        is_defined, list<chosen_definition<chosen, Part, IsRenumbered, Before + Level::where_at>>, list<>>;

    static constexpr part_place belongs = [] {
        using outputs_before = typename Context::placed::outputs;
        using key = column_as_t<typename rows::from, typename Context::as>;
        const std::size_t read_at = slots_of_parts(static_cast<typename Context::placed::shape*>(nullptr), Which);
        return part_place{Context::part, read_at, place_of_value<key>(static_cast<outputs_before*>(nullptr)), rows::key_at};
    }();
};

/// The parts of the relations of a level, each before those that belong to it.
template <class Context, std::size_t Part, std::size_t Before, std::size_t Which, bool IsRenumbered, class... Nested>
struct parts_among {
    using type = list<>;
};
template <class Context, std::size_t Part, std::size_t Before, std::size_t Which, bool IsRenumbered, class First, class... Rest>
struct parts_among<Context, Part, Before, Which, IsRenumbered, First, Rest...>
    : parts_among<Context, Part, Before + First::output_parameters, Which, IsRenumbered, Rest...> {};
template <class Level, class Context, std::size_t Part, std::size_t Before, bool IsRenumbered>
struct parts_of_level;
template <class Source, class Own, class Extras, class Order, class Where, class Limit, class Offset, class Words, class... Nested,
          class Context, std::size_t Part, std::size_t Before, bool IsRenumbered>
struct parts_of_level<level<Source, Own, Extras, Order, Where, Limit, Offset, Words, Nested...>, Context, Part, Before,
                      IsRenumbered>
    : parts_among<Context, Part, Before + Extras::parameters, 0, IsRenumbered, Nested...> {};
template <class Number, class Context, std::size_t Part, std::size_t Before, bool IsRenumbered>
struct parts_of_level<numbered_level<Number>, Context, Part, Before, IsRenumbered>
    : parts_of_level<type_of_number_t<Number>, Context, Part, Before, IsRenumbered> {};
template <class Context, std::size_t Part, std::size_t Before, std::size_t Which, bool IsRenumbered, class Ends, class Level,
          class... Rest>
struct parts_among<Context, Part, Before, Which, IsRenumbered, apart<nested_level<Ends, Level>>, Rest...> {
    using own = part_level<Ends, Level, Context, Part, Before, Which, IsRenumbered>;
    using below = typename parts_of_level<Level, typename own::context, Part + 1, Before, IsRenumbered>::type;
    using rest = typename parts_among<Context, Part + 1 + below::size, Before + nested_level<Ends, Level>::output_parameters,
                                      Which + 1, IsRenumbered, Rest...>::type;
    using type = typename joined<list<own>, below, rest>::type;
};

template <class Root, class Parts>
struct parts_of_find;
template <class Root, class... Parts>
struct parts_of_find<Root, list<Parts...>> {
    static constexpr std::size_t count = 1 + sizeof...(Parts);
    static constexpr part_place places[]{Parts::belongs...};
    static constexpr auto columns() {
        constexpr std::size_t most =
            1 + shape_columns<Root>::width + (0 + ... + (1 + shape_columns<typename Parts::placed::shape>::width));
        const array_view<column_description> all[]{columns_of_shape<Root>, columns_of_shape<typename Parts::placed::shape>...};
        return united_columns<count, most>{all, places};
    }
    template <class Find>
    using united = clause::united<Find::is_renumbered, typename Find::root, typename Parts::template part<Find>...>;
    using definitions = typename joined<list<>, typename Parts::definitions...>::type;
};
template <class Definitions>
struct with_definitions {
    using type = list<>;
};
template <class First, class... Rest>
struct with_definitions<list<First, Rest...>> {
    using type = list<clause::with<0, First, Rest...>>;
};

/// The rows of the root that are meant, before anything belongs to them.
template <class Level, bool IsCut = Level::is_cut>
struct chosen_root {
    using source = typename Level::source;
    using order = typename clause_if_there<place::order_by, 0, typename Level::order::nodes>::type;
    using where = typename clause_if_there<place::where, Level::where::parameters, typename Level::where::nodes>::type;
    using type = typename tree_of_list<typename joined<
        list<clause::selected<0, node::every_column<source>>, clause::join<0, join_kind::from, source>>, where>::type>::type;
};
template <class Level>
struct chosen_root<Level, true> {
    using source = typename Level::source;
    using keys = keys_of_chosen<typename Level::order::nodes, source, void>;
    using order = typename clause_if_there<place::order_by, 0, typename keys::outside>::type;
    using where = typename chosen_root<Level, false>::where;
    using inside = typename clause_if_there<place::order_by, 0, typename keys::inside>::type;
    using limit = typename clause_if_there<place::limit, Level::limit::parameters, typename Level::limit::nodes>::type;
    using offset = typename clause_if_there<place::offset, Level::offset::parameters, typename Level::offset::nodes>::type;
    using outputs = typename selected_of<0, typename joined<list<node::every_column<source>>, typename keys::outputs>::type>::type;
    using type = typename tree_of_list<
        typename joined<list<outputs, clause::join<0, join_kind::from, source>>, where, inside, limit, offset>::type>::type;
};

/// The select of a find whose relations come apart.
template <class Level, bool IsDeep>
struct united_select {
    using source = typename Level::source;
    using level = typename united_level<Level, IsDeep>::type;
    static constexpr bool is_chosen = Level::where::is_there or Level::is_cut;
    static constexpr bool is_renumbered = detail::is_renumbered<level>;
    using placed = placed_level<level, source, list<>, list<source>>;
    using context = part_context<0, is_chosen, Level::is_cut, source, placed>;
    using parts = typename parts_of_level<level, context, 1, 0, is_renumbered>::type;
    using described = parts_of_find<typename placed::shape, parts>;
    static constexpr auto columns = described::columns();

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

    using chosen = chosen_root<Level>;
    using root = united_part<
        typename tree_of_list<typename joined<
            list<clause::selected<0, node::part_outputs<united_select, 0>>,
                 clause::join<0, join_kind::from, typename context::body>>,
            typename placed::joins, typename chosen::order>::type>::type,
        0>;
    using definitions = std::conditional_t<
        is_chosen, list<chosen_definition<typename chosen::type, 0, is_renumbered, Level::where_at>>, list<>>;
    using type = typename tree_of_list<typename joined<
        typename with_definitions<typename joined<definitions, typename described::definitions>::type>::type,
        list<typename described::template united<united_select>>>::type>::type;
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
    std::array<part_place, Parts> belongs{};  ///< of each part but the first
    std::size_t width = 0;

    /// Refers to the description itself.
    [[nodiscard]] constexpr auto related() const {
        std::array<related_part, Parts> all{};
        for (std::size_t part = 0; part != Parts; ++part) {
            all[part].columns = places[part].data();
            if (part == 0) continue;
            const part_place& of = belongs[part];
            all[part].parent = of.parent;
            all[part].slot = of.slot;
            all[part].key = places[of.parent][of.slot];
            ++all[of.parent].relations;
        }
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
        if (part != 0) all.belongs[part] = Find::described::places[part - 1];
    }
    all.width = Find::columns.count;
    return all;
}
}  // namespace detail
}  // namespace virga
