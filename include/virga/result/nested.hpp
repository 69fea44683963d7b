// virga/result/nested.hpp: a row of a find, with the rows that are related to it.
#pragma once

#include <cstddef>      // std::size_t
#include <cstdint>      // std::uint64_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <type_traits>  // std::conditional_t
#include <utility>      // std::move
#include <vector>       // std::vector

#include <virga/query/find.hpp>         // virga::labelled_relation, virga::detail::found_shape
#include <virga/result/json_rows.hpp>   // virga::detail::json_rows
#include <virga/result/key.hpp>         // virga::detail::columns_behind
#include <virga/result/query_types.hpp>  // virga::detail::reader_of_tree
#include <virga/result/reader.hpp>      // virga::detail::row_reader
#include <virga/result/record.hpp>      // virga::record
#include <virga/result/united_rows.hpp>  // virga::detail::rows_beside

namespace virga {

/// Related rows, under the label of their relation.
template <class Label, class Value>
struct related_slot {
    Value value;
    friend bool operator==(const related_slot&, const related_slot&) = default;
};

namespace detail {
template <class Label, class Value>
Value& related_value_at(related_slot<Label, Value>& slot) {
    return slot.value;
}
template <class Label, class Value>
const Value& related_value_at(const related_slot<Label, Value>& slot) {
    return slot.value;
}
template <class Label, class Slot>
inline constexpr bool has_label = false;
template <class Label, class Value>
inline constexpr bool has_label<Label, related_slot<Label, Value>> = true;

/// What stands for rows that a find has not asked for.
inline constexpr refused_value refused_found{};
/// Nothing, for a find without further expressions.
struct no_extras {
    friend bool operator==(const no_extras&, const no_extras&) = default;
};
/// Whether a base of a row is a record, which answers by column and label.
template <class Base>
inline constexpr bool is_record = false;
template <class Outputs, class... Values>
inline constexpr bool is_record<record<Outputs, Values...>> = true;

/// A record whose outputs are a list by its number.
template <class Number, class... Values>
struct numbered_record : record<type_of_number_t<Number>, Values...> {
    friend bool operator==(const numbered_record&, const numbered_record&) = default;
};
template <class Outputs, class Short, class... Values>
struct short_record {
    using type = numbered_record<Short, Values...>;
};
template <class Outputs, class... Values>
struct short_record<Outputs, Outputs, Values...> {
    using type = record<Outputs, Values...>;
};
template <class Number, class... Values>
inline constexpr bool is_record<numbered_record<Number, Values...>> = true;

template <class Record>
struct outputs_of_record {
    template <class Column>
    static constexpr bool has = false;
    template <fixed_string Name>
    static constexpr bool has_name = false;
};
template <class... Outputs, class... Values>
struct outputs_of_record<record<list<Outputs...>, Values...>> {
    template <class Column>
    static constexpr bool has = is_selected<Column, Outputs...>;
    template <fixed_string Name>
    static constexpr bool has_name = is_selected_name<Name, Outputs...>;
};
template <class Number, class... Values>
struct outputs_of_record<numbered_record<Number, Values...>> : outputs_of_record<record<type_of_number_t<Number>, Values...>> {};
}  // namespace detail

/// Whether a find has asked for the rows of the relation.
template <class Label, class... Slots>
inline constexpr bool is_found = (detail::has_label<Label, Slots> or ...);
/// Whether a find has chosen the column, rather than whole rows, whose members are named.
template <class Column, class Own>
inline constexpr bool is_found_column = detail::outputs_of_record<Own>::template has<Column>;
/// Whether a find has an expression of this label, or has chosen a column of this name.
template <fixed_string Name, class Own, class Extras>
inline constexpr bool is_found_name =
    detail::outputs_of_record<Own>::template has_name<Name> or detail::outputs_of_record<Extras>::template has_name<Name>;

/// A row of a find: the members of the table's struct, or `u[user.name]` where the find has chosen columns; `u["n"_c]` of further
/// expressions; and `u[posts_of_user]`: a `std::vector` of rows, of a relation to one a `std::optional`, or the row itself where
/// a foreign key says that there is one.
template <class Own, class Extras, class... Slots>
struct nested_row : Own, Extras, Slots... {
    /// The rows of a relation, by its label: so the names of these functions say nothing else of it.
    template <class Label>
    [[nodiscard]] constexpr auto& operator[](const labelled_relation<Label>&) & {
        return slot<Label>(*this);
    }
    template <class Label>
    [[nodiscard]] constexpr const auto& operator[](const labelled_relation<Label>&) const& {
        return slot<Label>(*this);
    }
    template <class Label>
    [[nodiscard]] constexpr auto operator[](const labelled_relation<Label>&) && {
        return std::move(slot<Label>(*this));
    }
    /// Those of a relation that was refused where it was declared.
    template <class Refused>
        requires std::is_same_v<Refused, detail::refused_relation>
    [[nodiscard]] constexpr auto operator[](const Refused&) const {
        return detail::refused_value{};
    }
    /// The value of a column that the find has chosen; of a row that is a temporary, a value that outlives it.
    template <expression_like Column>
    [[nodiscard]] constexpr auto operator[](const Column& column) && {
        return static_cast<const nested_row&>(*this)[column];
    }
    template <expression_like Column>
    [[nodiscard]] constexpr decltype(auto) operator[](const Column& column) const& {
        static_assert(is_found_column<Column, Own>,
                      "find: it has not chosen this column; of whole rows the columns are members, as in u.name");
        if constexpr (is_found_column<Column, Own>) return static_cast<const Own&>(*this)[column];
        else return detail::refused_value{};
    }
    /// The value of an expression that the find returns under this label; of a row that is a temporary, a value that outlives it.
    template <fixed_string Name>
    [[nodiscard]] constexpr auto operator[](column_label<Name> label) && {
        return static_cast<const nested_row&>(*this)[label];
    }
    template <fixed_string Name>
    [[nodiscard]] constexpr decltype(auto) operator[](column_label<Name> label) const& {
        static_assert(is_found_name<Name, Own, Extras>,
                      "find: it has no expression of this label; add one, by .extra(x.as<\"name\">())");
        if constexpr (detail::outputs_of_record<Extras>::template has_name<Name>) return static_cast<const Extras&>(*this)[label];
        else if constexpr (is_found_name<Name, Own, Extras>) return static_cast<const Own&>(*this)[label];
        else return detail::refused_value{};
    }

private:
    template <class Label, class Row>
    static constexpr auto& slot(Row& row) {
        static_assert(is_found<Label, Slots...>,
                      "find: it has not asked for the rows of this relation; add it, by .with(relation)");
        if constexpr (is_found<Label, Slots...>) return detail::related_value_at<Label>(row);
        else return detail::refused_found;
    }
};

namespace detail {
/// Refuses NULL where the schema rules it out; `cells` end with a mark.
[[gnu::noinline]] inline void check_cells(std::string_view label, const cell* cells, const column_description* columns,
                                          std::size_t count) {
    for (std::size_t i = 0; i != count; ++i) {
        if (cells[i].is_null() and not columns[i].nullable) {
            throw value_error("result: the server sent NULL for the column \"" + std::string{columns[i].name} +
                              "\" of the relation \"" + std::string{label} +
                              "\", which cannot be NULL by the schema; compare the schema with the database");
        }
    }
}
[[noreturn, gnu::noinline, gnu::cold]] inline void refuse_missing(std::string_view label) {
    throw value_error("result: the row of the relation \"" + std::string{label} +
                      "\" is not there, though the foreign key that leads to it is not null; row security hides it, or the foreign "
                      "key is not in the database");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void refuse_related(std::string_view label, const value_error& reason) {
    throw value_error("relation \"" + std::string{label} + "\": " + reason.what());
}
/// A row of a relation. Errors: `value_error`, which names the relation and the column.
template <fixed_string Label, class Reader>
typename Reader::type read_related(const cell* cells) {
    try {
        return Reader::read(cells);
    } catch (const value_error& reason) {
        refuse_related(Label.view(), reason);
    }
}

template <class... Columns>
struct extras_reader {
    using whole = record<list<Columns...>, typename output_reader<Columns, no_scope>::type...>;
    using type = typename short_record<list<Columns...>, short_type_t<list<Columns...>>,
                                       typename output_reader<Columns, no_scope>::type...>::type;
    static constexpr std::size_t width = sizeof...(Columns);
    static type read(const cell* cells) { return type{whole{{{output_reader<Columns, no_scope>::read(cells++)}...}}}; }
};
template <>
struct extras_reader<> {
    using type = no_extras;
    static constexpr std::size_t width = 0;
    static type read(const cell*) { return {}; }
};
/// The columns of a level: whole rows as the table's struct, chosen ones as a record.
template <class Row>
struct own_reader;
template <class Source, class Indexes>
struct own_reader<node::whole_row<Source, Indexes>> : row_reader<Source> {};
template <class... Outputs>
struct own_reader<list<Outputs...>> : extras_reader<Outputs...> {};

/// How the cells of a find's rows are read, or of the rows of a relation.
template <class Shape>
struct nested_reader;
template <std::uint64_t Number>
struct nested_reader<type_number<Number>> : nested_reader<type_of_number_t<type_number<Number>>> {};
template <class Row, class... Extras, class... Related>
struct nested_reader<found_shape<Row, list<Extras...>, Related...>> {
    using own = own_reader<Row>;
    using extras = extras_reader<Extras...>;
    using type = nested_row<typename own::type, typename extras::type,
                            related_slot<label_code_of<Related::label>, typename Related::type>...>;
    static constexpr std::size_t width = own::width + extras::width + (0 + ... + Related::width);

    static type read(const cell* cells) {
        [[maybe_unused]] const cell* next = cells + own::width + extras::width;
        return {own::read(cells), extras::read(cells + own::width), {Related::read((next += Related::width) - Related::width)}...};
    }
};

/// A relation to one row: the cell that says whether it is there, then those of the row.
template <fixed_string Label, bool Required, class Shape>
struct one_reader {
    using reader = nested_reader<Shape>;
    static constexpr fixed_string label = Label;
    using type = std::conditional_t<Required, typename reader::type, std::optional<typename reader::type>>;
    static constexpr std::size_t width = 1 + reader::width;

    static type read(const cell* cells) {
        if constexpr (not Required) {
            if (not is_there(cells)) return std::nullopt;
        } else {
            is_there(cells);
        }
        return read_related<Label, reader>(cells + 1);
    }
    /// Errors: `value_error` where the row is missing that has to be there, or a column is NULL that cannot be.
    static bool is_there(const cell* cells) {
        if (cells->is_null() or not types::boolean::read(cells->view())) {
            if constexpr (Required) refuse_missing(Label.view());
            else return false;
        }
        check_cells(Label.view(), cells + 1, columns_of_shape<Shape>.data(), reader::width);
        return true;
    }
};

/// A relation to many rows: one cell, a JSON array.
template <fixed_string Label, class Shape>
struct many_reader {
    using reader = nested_reader<Shape>;
    static constexpr fixed_string label = Label;
    using type = std::vector<typename reader::type>;
    static constexpr std::size_t width = 1;

    static type read(const cell* cells) {
        type all;
        read_each(*cells, [&](const cell* row) { all.push_back(read_related<Label, reader>(row)); });
        return all;
    }
    /// Calls `use` with the cells of each row.
    template <class Use>
    static void read_each(const cell& from, Use use) {
        json_rows source{from.view()};
        cell row[reader::width + 1];  // and the mark
        const auto& columns = columns_of_shape<Shape>;
        while (source.next(row, reader::width)) {
            row[reader::width] = mark_of(columns.data() + reader::width);
            check_cells(Label.view(), row, columns.data(), reader::width);
            use(static_cast<const cell*>(row));
        }
    }
};

/// A relation whose rows came apart, and were put beside those that they belong to.
template <fixed_string Label, class Key, class Shape>
struct apart_reader : many_reader<Label, Shape> {
    using reader = typename many_reader<Label, Shape>::reader;
    using typename many_reader<Label, Shape>::type;

    static type read(const cell* cells) {
        type all;
        all.reserve(rows_beside::of(*cells).size());
        read_each(*cells, [&](const cell* row) { all.push_back(read_related<Label, reader>(row)); });
        return all;
    }
    template <class Use>
    static void read_each(const cell& from, Use use) {
        const rows_beside& related = rows_beside::of(from);
        cell row[reader::width + 1];  // and the mark
        const auto& columns = columns_of_shape<Shape>;
        for (std::size_t i = 0; i != related.size(); ++i) {
            related.read(i, row, reader::width);
            row[reader::width] = mark_of(columns.data() + reader::width);
            check_cells(Label.view(), row, columns.data(), reader::width);
            use(static_cast<const cell*>(row));
        }
    }
};

template <class Level, find_plan Plan>
struct reader_of_tree<find_tree<Level, Plan>> {
    using type = nested_reader<shape_of_find<Level, Plan>>;
};
/// The columns of a find by which a container can have a key.
template <class Shape>
struct columns_behind<nested_reader<Shape>> : single_columns<no_scope, typename shape_columns<Shape>::outputs> {};
}  // namespace detail
}  // namespace virga
