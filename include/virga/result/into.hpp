// virga/result/into.hpp: rows as structs of the app's own.
#pragma once

#include <array>        // std::array
#include <cstddef>      // std::size_t
#include <optional>     // std::optional
#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
#include <utility>      // std::index_sequence

#include <boost/pfr/tuple_size.hpp>  // boost::pfr::tuple_size_v

#include <virga/query/output.hpp>         // virga::node::whole_row
#include <virga/query/source.hpp>   // virga::detail::taken_apart
#include <virga/result/member_names.hpp>  // virga::detail::member_names
#include <virga/result/reader.hpp>  // virga::detail::row_reader
#include <virga/schema/field.hpp>   // virga::list
#include <virga/schema/table.hpp>   // virga::fields_of

namespace virga {

namespace detail {
/// Stands for a value of any type, to count the members of a struct.
struct anything {
    template <class Value>
    operator Value() const {
        __builtin_unreachable();  // of a local type gcc wants a body
    }
};
template <class Struct, class Indexes>
inline constexpr bool has_members = false;
template <class Struct, std::size_t... Indexes>
    requires requires { Struct{(void(Indexes), anything{})...}; }
inline constexpr bool has_members<Struct, std::index_sequence<Indexes...>> = true;
}  // namespace detail

/// Whether a struct has no more members than a row has columns.
template <class Struct, std::size_t Columns>
concept has_a_column_for_each_member = not detail::has_members<Struct, std::make_index_sequence<Columns + 1>>;
/// Whether a struct has no fewer members than a row has columns.
template <class Struct, std::size_t Columns>
concept has_a_member_for_each_column = detail::has_members<Struct, std::make_index_sequence<Columns>>;

namespace detail {
/// Whether a member of type `Member` takes a column's value as it is: the same type, a wider number, or a view of text.
template <class Member, class Value>
concept holds_value_of =
    std::is_same_v<Member, Value> or (std::is_same_v<Member, std::string_view> and std::is_same_v<Value, std::string>) or
    (std::is_arithmetic_v<Member> and std::is_arithmetic_v<Value> and
     std::is_same_v<Member, bool> == std::is_same_v<Value, bool> and requires(Value value) { Member{value}; });

/// A cell on its way into a member of a struct, which says what it becomes; a view of the result only if `MayView`.
template <class Type, bool MayView>
struct cell_value {
    using value_type = typename Type::value_type;
    const cell& from;

    template <holds_value_of<value_type> Member>
        requires(MayView or not std::is_same_v<Member, std::string_view>)
    operator Member() const {
        if constexpr (std::is_same_v<Member, std::string_view>) return from.view();
        else return Member{read_value<Type>(from)};
    }
};
/// The same for a column that may be NULL.
template <class Type, bool MayView>
struct optional_cell_value {
    using value_type = typename Type::value_type;
    const cell& from;

    template <holds_value_of<value_type> Member>
        requires(MayView or not std::is_same_v<Member, std::string_view>)
    operator std::optional<Member>() const {
        if (from.is_null()) return std::nullopt;
        return static_cast<Member>(cell_value<Type, MayView>{from});
    }
};
}  // namespace detail

/// Whether a struct can be made of the values of a row, member by member. A column that may be NULL needs a `std::optional`;
/// a `std::string_view` of a text lives as long as the result.
template <class Struct, class... Values>
concept made_of = __is_aggregate(Struct) and requires(const Values&... values) { Struct{values...}; };

namespace detail {
/// What a refused read returns; never called.
template <class Struct>
Struct read_nothing();

// The braces around embedded groups, and around rows within a struct, are left out: fields are the members of all, in order.
#if defined(__clang__)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wmissing-braces"
#endif

/// The value of a column of a table, on its way into a member.
template <class Field, bool MayView>
using field_on_its_way = std::conditional_t<Field::is_nullable, optional_cell_value<typename Field::type, MayView>,
                                            cell_value<typename Field::type, MayView>>;
/// Whether a struct can be made of the columns of a table.
template <class Member, bool MayView, class Fields>
inline constexpr bool made_of_fields = false;
template <class Member, bool MayView, class... Fields>
inline constexpr bool made_of_fields<Member, MayView, list<Fields...>> = made_of<Member, field_on_its_way<Fields, MayView>...>;

/// The row of a table that an outer join may leave out, on its way into a `std::optional` of the table's struct, or of one of the
/// app's own that can be made of its columns.
template <class Source, bool MayView>
struct optional_row_value {
    const cell& from;

    template <class Member>
        requires(made_of_fields<Member, MayView, fields_of<Source>>)
    operator std::optional<Member>() const {
        if (not row_reader<Source>::is_found(&from)) return std::nullopt;
        return read<Member>(&from, static_cast<fields_of<Source>*>(nullptr));
    }

private:
    template <class Member, class... Fields>
    [[gnu::always_inline]] static Member read(const cell* cells, list<Fields...>*) {
        return Member{field_on_its_way<Fields, MayView>{*cells++}...};
    }
};

/// What an output is on its way into a struct: one value, or the row of a table.
template <class Output, class Scope, bool MayView>
struct struct_value {
    using type = std::conditional_t<Output::value::template nullable_in<Scope>, optional_cell_value<typename Output::type, MayView>,
                                    cell_value<typename Output::type, MayView>>;
};
template <class Source, class Indexes, class Scope, bool MayView>
struct struct_value<node::whole_row<Source, Indexes>, Scope, MayView> {
    using type = optional_row_value<Source, MayView>;
};
template <class Output, class Scope, bool MayView>
using struct_value_t = typename struct_value<Output, Scope, MayView>::type;

/// Whether a row is told from none by a column of it that cannot be NULL; what is no row has no need.
template <class Output>
inline constexpr bool can_be_told_from_none = true;
template <class Source, class Indexes>
inline constexpr bool can_be_told_from_none<node::whole_row<Source, Indexes>> = row_reader<Source>::has_witness;
}  // namespace detail

/// Whether the row of each table that a join may leave out has a column that is not null, which tells it from none.
template <class... Outputs>
concept has_a_column_that_tells = (detail::can_be_told_from_none<Outputs> and ...);

namespace detail {
/// How a struct is made of columns: its members view the result or own what they hold.
enum class filling : unsigned char { not_possible, owning, viewing };
template <class Struct, class Scope, class... Outputs>
constexpr filling filling_of() {
    if constexpr (made_of<Struct, struct_value_t<Outputs, Scope, false>...>) return filling::owning;
    else if constexpr (not __is_aggregate(Struct)) return filling::not_possible;
    else if constexpr (made_of<Struct, struct_value_t<Outputs, Scope, true>...>) return filling::viewing;
    else return filling::not_possible;
}

template <class Struct, class Scope, class Outputs>
struct struct_filler;
template <class Struct, class Scope, class... Outputs>
struct struct_filler<Struct, Scope, list<Outputs...>> {
    using type = Struct;
    static constexpr std::size_t width = (0 + ... + Outputs::width);
    static constexpr filling made = filling_of<Struct, Scope, Outputs...>();
    static constexpr bool has_views = made == filling::viewing;

    /// Its type is deduced, so that clang checks it where it is asked for and shows the user's line.
    static consteval auto check() {
        if constexpr (made == filling::not_possible) {
            if constexpr (__is_aggregate(Struct) and not has_a_member_for_each_column<Struct, sizeof...(Outputs)>)
                static_assert(has_a_member_for_each_column<Struct, sizeof...(Outputs)>,
                              "into: the struct has fewer members than the row has columns");
            else
                static_assert(made_of<Struct, struct_value_t<Outputs, Scope, true>...>,
                              "into: the struct cannot be made of the columns; give it a member for each, of the column's type, "
                              "and a std::optional where NULL may come");
            return false;
        } else if constexpr (not has_a_column_that_tells<Outputs...>) {
            static_assert(
                has_a_column_that_tells<Outputs...>,
                "into: the table has no column that is not null, so nothing tells a row of NULLs from none; select its columns "
                "one by one, each a std::optional, or declare one of them not_null");
            return false;
        } else {
            static_assert(has_a_column_for_each_member<Struct, sizeof...(Outputs)>,
                          "into: the struct has more members than the row has columns");
            return has_a_column_for_each_member<Struct, sizeof...(Outputs)>;
        }
    }
    [[gnu::always_inline]] static type read(const cell* cells) {
        if constexpr (made == filling::not_possible) return read_nothing<Struct>();
        else return Struct{struct_value_t<Outputs, Scope, has_views>{*((cells += Outputs::width) - Outputs::width)}...};
    }
};

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

/// The outputs of a select list as a struct has members for them: the rows of tables taken apart, but for those that a join may
/// leave out.
template <class Output, class Scope>
struct taken_apart_if_there : taken_apart<Output> {};
template <class Source, class Indexes, class Scope>
    requires(Scope::template is_optional<Source>)
struct taken_apart_if_there<node::whole_row<Source, Indexes>, Scope> {
    using type = list<node::whole_row<Source, Indexes>>;
};
/// The one of two ways in which the struct can be made; the second if none.
template <class Struct, class Scope, class Nested, class Flat>
struct way_into : struct_filler<Struct, Scope, Flat> {};
template <class Struct, class Scope, class... Nested, class Flat>
    requires(filling_of<Struct, Scope, Nested...>() != filling::not_possible)
struct way_into<Struct, Scope, list<Nested...>, Flat> : struct_filler<Struct, Scope, list<Nested...>> {};

/// Reads the rows of `Reader` into `Struct`.
template <class Struct, class Reader>
struct struct_reader;
template <class Struct, class Scope, class... Outputs>
struct struct_reader<Struct, rows_reader<Scope, list<Outputs...>>>
    : way_into<Struct, Scope, typename joined<typename taken_apart_if_there<Outputs, Scope>::type...>::type,
               typename joined<typename taken_apart<Outputs>::type...>::type> {};

/// Which column each member of a struct has the name of. None where names are not known, or where one is no column's or two
/// columns'.
template <class Struct, class... Outputs>
struct places_by_name {
    static constexpr std::size_t count = sizeof...(Outputs);
    bool are_known = false;
    std::array<std::size_t, count> at{};

    constexpr places_by_name() {
        if constexpr (boost::pfr::tuple_size_v<Struct> == count) {
            constexpr std::array<std::string_view, count> members = member_names<Struct, count>();
            constexpr std::array<std::string_view, count> columns{Outputs::name()...};
            are_known = true;
            for (std::size_t member = 0; member != count; ++member) {
                std::size_t found = 0;
                for (std::size_t column = 0; column != count; ++column) {
                    if (columns[column] != members[member]) continue;
                    at[member] = column;
                    ++found;
                }
                are_known = are_known and found == 1;
            }
        }
    }
};
template <class Struct, class... Outputs>
inline constexpr places_by_name<Struct, Outputs...> places_of;

/// Fills the members with the columns of their names.
template <class Struct, class Scope, class Outputs, class Members>
struct named_filler;
template <class Struct, class Scope, class... Outputs, std::size_t... Members>
struct named_filler<Struct, Scope, list<Outputs...>, std::index_sequence<Members...>>
    : struct_filler<Struct, Scope, list<list_item_t<list<Outputs...>, places_of<Struct, Outputs...>.at[Members]>...>> {
    template <std::size_t Member>
    using named_output = list_item_t<list<Outputs...>, places_of<Struct, Outputs...>.at[Member]>;
    using filler = struct_filler<Struct, Scope, list<named_output<Members>...>>;
    [[gnu::always_inline]] static Struct read(const cell* cells) {
        if constexpr (filler::made == filling::not_possible) {
            return read_nothing<Struct>();
        } else {
            return Struct{struct_value_t<named_output<Members>, Scope, filler::has_views>{
                cells[places_of<Struct, Outputs...>.at[Members]]}...};
        }
    }
};

/// For single values: by name where names of members are known and say it, by position otherwise.
template <class Struct, class Scope, class Outputs, bool HaveNames>
struct single_filler : struct_filler<Struct, Scope, Outputs> {};
template <class Struct, class Scope, class... Outputs>
    requires(__is_aggregate(Struct))
struct single_filler<Struct, Scope, list<Outputs...>, true>
    : std::conditional_t<places_of<Struct, Outputs...>.are_known,
                         named_filler<Struct, Scope, list<Outputs...>, std::index_sequence_for<Outputs...>>,
                         struct_filler<Struct, Scope, list<Outputs...>>> {};
/// The usual list: of single values.
template <class Struct, class Scope, class... Outputs>
    requires((requires { typename Outputs::value; } and ...))
struct struct_reader<Struct, rows_reader<Scope, list<Outputs...>>>
    : single_filler<Struct, Scope, list<Outputs...>, members_have_names> {};
}  // namespace detail
}  // namespace virga
