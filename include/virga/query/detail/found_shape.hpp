// virga/query/detail/found_shape.hpp: what a row of a find has, in one type that says nothing of which rows are meant.
#pragma once

#include <array>    // std::array
#include <cstddef>  // std::size_t
#include <cstdint>  // std::uint64_t

#include <virga/expr/short_type.hpp>   // virga::detail::type_number
#include <virga/query/level.hpp>       // virga::detail::level_part
#include <virga/types/json.hpp>        // virga::types::json
#include <virga/types/type_facts.hpp>  // virga::facts_of

namespace virga::detail {
// What a row becomes says nothing of which rows are meant: finds that differ in that alone share what reads them, and its name
// stays short; what it has of relations, it has by a number.

/// What a row of a level has: its columns, further values, and rows of relations.
template <class Row, class Extras, class... Related>
struct found_shape;
/// How the cells of a relation are read, whose rows have a shape, or that of a number; in result/nested.hpp.
template <fixed_string Label, bool Required, class Shape>
struct one_reader;
template <fixed_string Label, class Shape>
struct many_reader;
template <fixed_string Label, class Key, class Shape>
struct apart_reader;
/// Whether the rows of a relation come apart from those that they belong to.
template <class Reader>
inline constexpr bool comes_apart = false;
template <fixed_string Label, class Key, class Shape>
inline constexpr bool comes_apart<apart_reader<Label, Key, Shape>> = true;
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
    ((*columns++ = {Outputs::name(), result_description_of<typename Outputs::type>,
                    may_be_missing or Outputs::value::template nullable_in<no_scope>}),
     ...);
    return columns;
}

/// What the cells of a row are.
template <class Shape>
struct shape_columns;
template <std::uint64_t Number>
struct shape_columns<type_number<Number>> : shape_columns<type_of_number_t<type_number<Number>>> {};
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
template <fixed_string Label, class Key, class Shape>
struct related_columns<apart_reader<Label, Key, Shape>> {
    static constexpr std::size_t width = 1;
    static constexpr bool holds_floats = shape_columns<Shape>::holds_floats;
    static constexpr column_description* describe(column_description* columns) {
        *columns++ = {Label.view(), description_of<Key>, false};
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
}  // namespace virga::detail
