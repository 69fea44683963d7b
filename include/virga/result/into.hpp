// virga/result/into.hpp: rows as structs of the app's own.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_aggregate_v
#include <utility>      // std::index_sequence

#include <virga/query/source.hpp>   // virga::detail::taken_apart
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
constexpr bool has_members(std::index_sequence<Indexes...>) {
    return requires { Struct{(void(Indexes), anything{})...}; };
}
}  // namespace detail

/// Whether a struct has no more members than a row has columns.
template <class Struct, std::size_t Columns>
inline constexpr bool has_a_column_for_each_member = not detail::has_members<Struct>(std::make_index_sequence<Columns + 1>{});
/// Whether a struct has no fewer members than a row has columns.
template <class Struct, std::size_t Columns>
inline constexpr bool has_a_member_for_each_column = detail::has_members<Struct>(std::make_index_sequence<Columns>{});

namespace detail {
/// Whether a member of type `Member` takes a column's value as it is: the same type, a wider number, or a view of text.
template <class Member, class Value>
concept holds_value_of =
    std::is_same_v<Member, Value> or (std::is_same_v<Member, std::string_view> and std::is_same_v<Value, std::string>) or
    (std::is_arithmetic_v<Member> and std::is_arithmetic_v<Value> and
     std::is_same_v<Member, bool> == std::is_same_v<Value, bool> and requires(Value value) { Member{value}; });

/// A cell on its way into a member of a struct, which says what it becomes.
template <class Type>
struct cell_value {
    using value_type = typename Type::value_type;
    const cell& from;

    template <holds_value_of<value_type> Member>
    operator Member() const {
        if constexpr (std::is_same_v<Member, std::string_view>) return from.view();
        else return Member{read_value<Type>(from)};
    }
};
/// The same for a column that may be NULL.
template <class Type>
struct optional_cell_value {
    using value_type = typename Type::value_type;
    const cell& from;

    template <holds_value_of<value_type> Member>
    operator std::optional<Member>() const {
        if (from.is_null()) return std::nullopt;
        return static_cast<Member>(cell_value<Type>{from});
    }
};
}  // namespace detail

/// Whether a struct can be made of the values of a row, member by member. A column that may be NULL needs a `std::optional`;
/// a `std::string_view` of a text lives as long as the result.
template <class Struct, class... Values>
concept made_of = std::is_aggregate_v<Struct> and requires(const Values&... values) { Struct{values...}; };

namespace detail {
/// What a refused read returns; never called.
template <class Struct>
Struct read_nothing();

template <class Struct, class Scope, class Outputs>
struct struct_filler;
template <class Struct, class Scope, class... Outputs>
struct struct_filler<Struct, Scope, list<Outputs...>> {
    using type = Struct;
    static constexpr std::size_t width = sizeof...(Outputs);

    /// Its type is deduced, so that clang checks it where it is asked for and shows the user's line.
    static consteval auto check() {
        if constexpr (not is_made_of_columns and std::is_aggregate_v<Struct> and
                      not has_a_member_for_each_column<Struct, sizeof...(Outputs)>) {
            static_assert(has_a_member_for_each_column<Struct, sizeof...(Outputs)>,
                          "into: the struct has fewer members than the row has columns");
            return false;
        } else if constexpr (not is_made_of_columns) {
            static_assert(made_of<Struct, value_of<Outputs>...>,
                          "into: the struct cannot be made of the columns; give it a member for each, of the column's type, "
                          "and a std::optional where NULL may come");
            return false;
        } else {
            static_assert(has_a_column_for_each_member<Struct, sizeof...(Outputs)>,
                          "into: the struct has more members than the row has columns");
            return has_a_column_for_each_member<Struct, sizeof...(Outputs)>;
        }
    }
    [[gnu::always_inline]] static type read(const cell* cells) {
        if constexpr (is_made_of_columns) return Struct{value_of<Outputs>{*cells++}...};
        else return read_nothing<Struct>();
    }

private:
    template <class Output>
    static constexpr bool is_nullable = Output::value::template nullable_in<Scope>;
    template <class Output>
    using value_of = std::conditional_t<is_nullable<Output>, optional_cell_value<typename Output::type>, cell_value<typename Output::type>>;
    static constexpr bool is_made_of_columns = made_of<Struct, value_of<Outputs>...>;
};

/// Reads the rows of `Reader` into `Struct`.
template <class Struct, class Reader>
struct struct_reader;
template <class Struct, class Scope, class... Outputs>
struct struct_reader<Struct, rows_reader<Scope, list<Outputs...>>>
    : struct_filler<Struct, Scope, typename joined<typename taken_apart<Outputs>::type...>::type> {};
/// The usual list: of single values.
template <class Struct, class Scope, class... Outputs>
    requires((requires { typename Outputs::value; } and ...))
struct struct_reader<Struct, rows_reader<Scope, list<Outputs...>>> : struct_filler<Struct, Scope, list<Outputs...>> {};
}  // namespace detail
}  // namespace virga
