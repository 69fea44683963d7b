// virga/result/reader.hpp: how the cells of a row become C++ values.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string_view>  // std::string_view
#include <utility>      // std::index_sequence

#include <virga/query/output.hpp>     // virga::node::output
#include <virga/query/statement.hpp>  // virga::column_description
#include <virga/result/record.hpp>    // virga::record
#include <virga/result/result.hpp>    // virga::cell
#include <virga/schema/modes.hpp>     // virga::row_mode
#include <virga/schema/table.hpp>     // virga::source_traits
#include <virga/text/error.hpp>       // virga::value_error
#include <virga/text/sentence.hpp>    // virga::detail::sentence_of

namespace virga::detail {

/// What stands behind the last cell of a row, so that a cell which does not decode finds the name of its column: a mark that leads
/// to the end of the statement's columns.
inline cell mark_of(const column_description* end_of_columns) {
    return {static_cast<const char*>(static_cast<const void*>(end_of_columns)), static_cast<std::size_t>(-1)};
}
/// Throws `value_error` with the name of the cell's column.
[[noreturn, gnu::noinline, gnu::cold]] inline void refuse_cell(const cell* from, const value_error& reason) {
    std::size_t behind = 0;  // how many columns stand from this one to the last
    for (; from->size != static_cast<std::size_t>(-1); ++from) ++behind;
    const auto* end = static_cast<const column_description*>(static_cast<const void*>(from->data));
    const std::string_view name = (end - behind)->name;
    throw value_error(sentence_of({"column \"", name, "\": ", reason.what()}));
}

/// The value of a cell that is not NULL: `rows` looks at that. Errors: `value_error`, which names the column.
template <class Type>
[[gnu::noinline]] typename Type::value_type read_value(const cell& from) {
    try {
        return Type::read(from.view());
    } catch (const value_error& reason) {
        refuse_cell(&from, reason);
    }
}
/// The value of a cell that may be NULL. Errors as above.
template <class Type>
[[gnu::noinline]] std::optional<typename Type::value_type> read_optional(const cell& from) {
    if (from.is_null()) return std::nullopt;
    return read_value<Type>(from);
}

template <class... Fields>
consteval std::array<bool, sizeof...(Fields)> witnesses_among(list<Fields...>*) {
    return {not Fields::is_nullable...};
}
template <class... Fields>
consteval bool any_witness_among(list<Fields...>*) {
    return (not Fields::is_nullable or ...);
}
/// Which columns of a table cannot be NULL.
template <class Source>
inline constexpr auto row_witnesses = witnesses_among(static_cast<fields_of<Source>*>(nullptr));
/// Whether a row is there, of which an outer join may have made NULLs: as a column says that cannot be NULL else, or any column if
/// there is none.
[[gnu::noinline]] inline bool finds_row(const cell* cells, const bool* cannot_be_null, std::size_t count) {
    std::size_t first = 0;
    while (first != count and not cannot_be_null[first]) ++first;
    bool found = first != count and not cells[first].is_null();
    for (std::size_t i = 0; i != count; ++i) {
        if (first == count) found = found or not cells[i].is_null();
        else if (cannot_be_null[i] and cells[i].is_null() == found)
            refuse_cell(&cells[i],
                        value_error("one of two columns that cannot be NULL by the schema is; compare it with the database"));
    }
    return found;
}

/// Reads a whole row of a table into its struct.
template <class Source>
struct row_reader {
    using definition = typename source_traits<Source>::definition;
    using type = typename source_traits<Source>::template fields_in<row_mode>;
    static constexpr std::size_t width = fields_of<Source>::size;

    static type read(const cell* cells) { return read_fields(cells, std::make_index_sequence<width>{}); }
    /// A row that an outer join may have left out. It was left out if a column is NULL that cannot be, or all are if
    /// the table has no such column.
    static std::optional<type> read_optional_row(const cell* cells) {
        if (not is_found(cells)) return std::nullopt;
        return read(cells);
    }
    /// Whether a column of the table tells the row from none: it cannot be NULL.
    static constexpr bool has_witness = any_witness_among(static_cast<fields_of<Source>*>(nullptr));
    /// Whether an outer join has found the row. Errors: `value_error` where columns that cannot be NULL do not agree on it.
    static bool is_found(const cell* cells) { return finds_row(cells, row_witnesses<Source>.data(), width); }

private:
    /// The braces around embedded groups are left out: fields are the members of all groups, in order.
    template <std::size_t... Indexes>
    static type read_fields(const cell* cells, std::index_sequence<Indexes...>) {
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wmissing-braces"
#endif
        return {read_field<field_of<Source, Indexes>>(cells[Indexes])...};
#if defined(__clang__)
#pragma clang diagnostic pop
#endif
    }
    template <class Field>
    [[gnu::always_inline]] static field_value<Field> read_field(const cell& from) {
        if constexpr (Field::is_nullable) return read_optional<typename Field::type>(from);
        else return read_value<typename Field::type>(from);
    }
};

/// How one output is read from its cells.
template <class Output, class Scope>
struct output_reader {
    using stored = typename Output::type;
    static constexpr bool nullable = Output::value::template nullable_in<Scope>;
    using type = std::conditional_t<nullable, std::optional<typename stored::value_type>, typename stored::value_type>;

    [[gnu::always_inline]] static type read(const cell* cells) {
        if constexpr (nullable) return read_optional<stored>(*cells);
        else return read_value<stored>(*cells);
    }
};
template <class Source, class Indexes, class Scope>
struct output_reader<node::whole_row<Source, Indexes>, Scope> {
    using reader = row_reader<typename source_traits<Source>::table_type>;
    static constexpr bool nullable = Scope::template is_optional<Source>;
    using type = std::conditional_t<nullable, std::optional<typename reader::type>, typename reader::type>;

    [[gnu::always_inline]] static type read(const cell* cells) {
        if constexpr (nullable) return reader::read_optional_row(cells);
        else return reader::read(cells);
    }
};

/// The first cell of each output.
template <class... Outputs>
struct output_offsets {
    static constexpr std::size_t at(std::size_t index) {
        constexpr std::size_t widths[]{Outputs::width..., 0};
        std::size_t offset = 0;
        for (std::size_t i = 0; i != index; ++i) offset += widths[i];
        return offset;
    }
};

/// How the rows of a select list are read: one table as its struct, all else as a record.
template <class Scope, class Outputs>
struct rows_reader;
template <class Scope, class... Outputs>
struct rows_reader<Scope, list<Outputs...>> {
    using type = record<list<Outputs...>, typename output_reader<Outputs, Scope>::type...>;
    static constexpr std::size_t width = (0 + ... + Outputs::width);

    static type read(const cell* cells) { return read_all(cells, std::index_sequence_for<Outputs...>{}); }

private:
    template <std::size_t... Indexes>
    [[gnu::always_inline]] static type read_all(const cell* cells, std::index_sequence<Indexes...>) {
        return {{{output_reader<Outputs, Scope>::read(cells + output_offsets<Outputs...>::at(Indexes))}...}};
    }
};
template <class Scope, class Source, class Indexes>
struct rows_reader<Scope, list<node::whole_row<Source, Indexes>>> {
    using output = output_reader<node::whole_row<Source, Indexes>, Scope>;
    using type = typename output::type;
    static constexpr std::size_t width = fields_of<Source>::size;
    static type read(const cell* cells) { return output::read(cells); }
};
/// A statement that returns no rows.
template <class Scope>
struct rows_reader<Scope, list<>> {
    struct type {};
    static constexpr std::size_t width = 0;
    static type read(const cell*) { return {}; }
};
}  // namespace virga::detail
