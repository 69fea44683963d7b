// virga/expr/set_function.hpp: functions that return rows: the signatures of their columns, and what a call of one is.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::decay_t

#include <virga/expr/operand.hpp>  // virga::detail::content_of_optional
#include <virga/expr/function.hpp>          // virga::detail::called_by_signature
#include <virga/expr/functions/common.hpp>  // virga::detail::without_limit
#include <virga/expr/misplaced.hpp>         // virga::detail::rows_call_base
#include <virga/expr/typed_value.hpp>       // virga::detail::typed_operand
#include <virga/types/array.hpp>            // virga::types::array

namespace virga {

// ---- what a signature can say ------------------------------------------------------------------------

/// A column that a function returns: its name and type, and `may_be_null` where it can be NULL.
template <fixed_string Name, class Type, class... Words>
struct column_definition {};
/// As the result of a signature: rows of these columns, each `column_definition<"name", type>`, or of one type, whose column is
/// called what the call is; `set_of<type, may_be_null>` where it can be NULL.
template <class... Columns>
struct set_of {};
/// As the result of a signature, or in `set_of`: a row, or rows, whose columns the call states.
struct any_record {};
/// In `set_of`: the type of the elements of the array at `Position`, from 1. NULL where one of them may be.
template <std::size_t Position>
struct element_of {};

template <fixed_string Name, class Type, bool Nullable>
struct result_column;  // in query/source.hpp
/// A column of a function that is called what the call is.
template <class Type, bool Nullable>
struct unnamed_column {
    using type = Type;
    static constexpr bool is_nullable = Nullable;
};

namespace detail {
template <class Array>
inline constexpr bool may_hold_null = true;
template <class Element>
inline constexpr bool may_hold_null<types::array_without_nulls<Element>> = false;

/// What a column of a signature is in a call with these operands.
template <class Column, class... Operands>
struct returned_column {
    using type = unnamed_column<Column, false>;
};
template <fixed_string Name, class Type, class... Words, class... Operands>
struct returned_column<column_definition<Name, Type, Words...>, Operands...> {
    using type = result_column<Name, Type, (std::is_same_v<Words, may_be_null> or ...)>;
};
template <std::size_t Position, class... Operands>
struct returned_column<virga::element_of<Position>, Operands...> {
    using array = types::stored_type_t<type_of<list_item_t<list<Operands...>, Position - 1>>>;
    using type = unnamed_column<typename without_limit<typename array::element_type>::type, may_hold_null<array>>;
};

/// Beside the columns of a call: they are still to be stated.
struct unstated_columns;
template <class... Columns, class... Operands>
struct result_of<set_of<Columns...>, Operands...> {
    using type = list<typename returned_column<Columns, Operands...>::type...>;
};
template <class Type, class... Operands>
struct result_of<set_of<Type, may_be_null>, Operands...> {
    using type = list<unnamed_column<Type, true>>;
};
template <class... Operands>
struct result_of<any_record, Operands...> {
    using type = unstated_columns;
};
template <class... Operands>
struct result_of<set_of<any_record>, Operands...> {
    using type = unstated_columns;
};

template <class Part>
inline constexpr bool returns_rows = false;
template <class... Columns, class... Parameters>
inline constexpr bool returns_rows<set_of<Columns...>(Parameters...)> = true;
template <class... Parameters>
inline constexpr bool returns_rows<any_record(Parameters...)> = true;
}  // namespace detail

// ---- what a call is ----------------------------------------------------------------------------------

namespace node {
/// `name(arguments)`, which returns rows.
template <fixed_string Name, class... Arguments>
struct rows_call {
    using children = list<Arguments...>;
    static constexpr void write(writer& out) { out.call(Name.view(), {&Arguments::write...}); }
};
}  // namespace node

/// A call of a function that returns rows, which stands in from by a name: `generate_series(1, 3).as<"n">()`.
template <class Call, class Columns, class Values, bool HasOrdinality = false>
struct rows_call : detail::rows_call_base {
    [[no_unique_address]] Values parameters;

    /// `with ordinality`: one column more, a bigint, which numbers the rows from 1. It is called `ordinality`, unless `as` names
    /// it.
    [[nodiscard]] constexpr auto with_ordinality() const { return rows_call<Call, Columns, Values, true>{{}, parameters}; }

    /// The rows as something to select from, under this name. One column is called the same, several are called what the function
    /// calls them, or what stands after the name: `unnest(a, b).as<"pair", "left", "right">()`. They are `pair["left"_c]`.
    template <fixed_string Name, fixed_string... Names>
    [[nodiscard]] constexpr auto as() const;
    /// The same of a function that returns rows of any columns, which are stated: `.as<"item", column_definition<"id",
    /// types::integer>>()`. They may all be NULL.
    template <fixed_string Name, class... Stated>
    requires(sizeof...(Stated) != 0) [[nodiscard]] constexpr auto as() const;
};

namespace detail {
template <fixed_string Name, call_rules Rules, class... Columns, class... Arguments, class Values>
struct called_expression<node::function_call<Name, Rules, list<Columns...>, Arguments...>, Values> {
    [[gnu::always_inline]] static constexpr rows_call<node::rows_call<Name, Arguments...>, list<Columns...>, Values> make(
        const Values& all) {
        return {{}, all};
    }
};
template <fixed_string Name, call_rules Rules, class... Arguments, class Values>
struct called_expression<node::function_call<Name, Rules, unstated_columns, Arguments...>, Values> {
    [[gnu::always_inline]] static constexpr rows_call<node::rows_call<Name, Arguments...>, unstated_columns, Values> make(
        const Values& all) {
        return {{}, all};
    }
};

/// A call that was refused: it takes a name, and no more is said of it.
struct refused_rows : rows_call_base {
    [[nodiscard]] constexpr refused_rows with_ordinality() const { return {}; }
    template <fixed_string Name, fixed_string... Names>
    [[nodiscard]] constexpr auto as() const;
    template <fixed_string Name, class... Columns>
    requires(sizeof...(Columns) != 0) [[nodiscard]] constexpr auto as() const;
};

/// The type of a range of C++ values that nothing else tells: an array of their type. Void where there is none.
template <class Range>
struct type_of_range {
    using type = void;
};
template <types::detail::sized_sequence Range>
struct type_of_range<Range> {
    using value = types::detail::element_of<Range>;
    using element = typename type_of_value<typename content_of_optional<value>::type>::type;
    static constexpr auto make() {
        if constexpr (std::is_void_v<element>)
            return;
        else if constexpr (is_optional<value>)
            return types::array<element>{};
        else
            return types::array_without_nulls<element>{};
    }
    using type = decltype(make());
};

/// A value whose type the text tells, if there is one; anything else as it is. The server could not tell from values alone
/// which form of a function is meant.
template <class Given>
[[gnu::always_inline]] constexpr decltype(auto) told_operand(Given&& given) {
    using value = std::decay_t<Given>;
    if constexpr (expression_like<value> or untyped<value>)
        return static_cast<Given&&>(given);
    else if constexpr (tells_its_type<value>())
        return typed_operand(static_cast<Given&&>(given));
    else if constexpr (not std::is_void_v<typename type_of_range<value>::type>)
        return cast_operand<typename type_of_range<value>::type>(static_cast<Given&&>(given));
    else
        return static_cast<Given&&>(given);
}

/// Whether PostgreSQL makes several columns of the one that a call returns, as it does of composite values in from.
template <class Made>
inline constexpr bool are_taken_apart = false;
template <class Call, class Type, bool IsNullable, class Values>
inline constexpr bool are_taken_apart<rows_call<Call, list<unnamed_column<Type, IsNullable>>, Values>> =
    facts_of<Type>.is_record and Type::category != type_category::array;

template <fixed_string Name, class... Parts>
struct called_for_rows {
    using called = called_by_signature<node::function_call, Name, Parts...>;
    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto operator()(Given&&... given) const {
        if constexpr ((expression_like<std::decay_t<Given>> or ...))
            return finished(called{}(static_cast<Given&&>(given)...));
        else
            return told(told_operand(static_cast<Given&&>(given))...);
    }

private:
    template <class... Given>
    [[gnu::always_inline]] static constexpr auto told(Given&&... given) {
        return finished(called{}(static_cast<Given&&>(given)...));
    }
    template <class Made>
    [[gnu::always_inline]] static constexpr auto finished(const Made& made) {
        if constexpr (expression_like<Made>) {
            return refused_rows{};
        } else if constexpr (are_taken_apart<Made>) {
            static_assert(not are_taken_apart<Made>,
                          "unnest: in from PostgreSQL takes composite values apart, into a column for each attribute; write such a "
                          "query as by_hand<\"...\">");
            return refused_rows{};
        } else {
            return made;
        }
    }
};
}  // namespace detail

/// A function that returns rows: a signature like any other, whose result is `set_of<...>` or `any_record`.
///
///     inline constexpr function<"app.free_days", set_of<types::date>(types::date, types::date), stable> free_days;
///     constexpr auto day = free_days(arg<"from">, arg<"to">).as<"day">();
///     select(day["day"_c]).from(day)
///
/// A function that PostgreSQL calls strict returns no rows where an argument is NULL: so only `may_be_null` says of a column that
/// it can be NULL.
template <fixed_string Name, class... Parts>
requires(detail::returns_rows<Parts> or ...) struct function<Name, Parts...> : detail::called_for_rows<Name, Parts...> {
};

/// Defines such a function as `VIRGA_FUNCTION` does; it can be called with values alone.
#define VIRGA_SET_FUNCTION(name, ...)                                                                           \
    template <class... Given>                                                                                   \
    [[nodiscard, gnu::always_inline]] constexpr auto name(Given&&... given) {                                   \
        return ::virga::detail::called< ::virga::function, #name, __VA_ARGS__>(static_cast<Given&&>(given)...); \
    }
}  // namespace virga
