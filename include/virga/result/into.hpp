// virga/result/into.hpp: rows as structs of the app's own.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_aggregate_v
#include <utility>      // std::index_sequence

#include <virga/result/reader.hpp>  // virga::detail::output_reader
#include <virga/schema/field.hpp>   // virga::list

namespace virga {

namespace detail {
/// Stands for a value of any type, to count the members of a struct.
struct anything {
    template <class Value>
    operator Value() const;
};
template <class Struct, std::size_t... Indexes>
constexpr bool has_more_members_than(std::index_sequence<Indexes...>) {
    return requires { Struct{(void(Indexes), anything{})..., anything{}}; };
}
}  // namespace detail

/// Whether a struct has no more members than a row has values.
template <class Struct, std::size_t Values>
inline constexpr bool has_a_column_for_each_member =
    not detail::has_more_members_than<Struct>(std::make_index_sequence<Values>{});

/// Whether a struct can be made of the values of a row, member by member, without a narrowing conversion. A column that may be NULL
/// needs a `std::optional`.
template <class Struct, class... Values>
concept made_of = std::is_aggregate_v<Struct> and requires(Values (&... read)()) { Struct{read()...}; };

namespace detail {
/// The outputs of a select list with each table in it taken apart into its columns.
template <class Output>
struct taken_apart {
    using type = list<Output>;
};
template <class Source, std::size_t... Indexes>
struct taken_apart<node::whole_row<Source, std::index_sequence<Indexes...>>> {
    using type = list<node::output<node::column_at<Source, Indexes>>...>;
};

/// What a refused read returns; never called.
template <class Struct>
Struct read_nothing();

template <class Struct, class Scope, class Outputs>
struct struct_filler;
template <class Struct, class Scope, class... Outputs>
struct struct_filler<Struct, Scope, list<Outputs...>> {
    using type = Struct;
    static constexpr std::size_t width = sizeof...(Outputs);

    static type read(const cell* cells) {
        if constexpr (not made_of<Struct, typename output_reader<Outputs, Scope>::type...>) {
            static_assert(made_of<Struct, typename output_reader<Outputs, Scope>::type...>,
                          "into: the struct cannot be made of the columns; give it a member for each, of the column's type, "
                          "and a std::optional where NULL may come");
            return read_nothing<Struct>();
        } else if constexpr (not has_a_column_for_each_member<Struct, sizeof...(Outputs)>) {
            static_assert(has_a_column_for_each_member<Struct, sizeof...(Outputs)>, "into: the struct has more members than the row has columns");
            return read_nothing<Struct>();
        } else {
            return Struct{output_reader<Outputs, Scope>::read(cells++)...};
        }
    }
};

/// Reads the rows of `Reader` into `Struct`.
template <class Struct, class Reader>
struct struct_reader;
template <class Struct, class Scope, class... Outputs>
struct struct_reader<Struct, rows_reader<Scope, list<Outputs...>>>
    : struct_filler<Struct, Scope, typename joined<typename taken_apart<Outputs>::type...>::type> {};
}  // namespace detail
}  // namespace virga
