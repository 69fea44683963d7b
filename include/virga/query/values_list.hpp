// virga/query/values_list.hpp: values as a table: rows that the query brings.
#pragma once

#include <cstddef>      // std::size_t
#include <optional>     // std::nullopt_t
#include <tuple>        // std::tuple
#include <type_traits>  // std::decay_t
#include <utility>      // std::index_sequence

#include <virga/expr/assignment.hpp>        // virga::node::null_literal
#include <virga/expr/cast.hpp>              // virga::node::cast_of
#include <virga/expr/functions/common.hpp>  // virga::detail::common_type, virga::detail::without_limit
#include <virga/expr/typed_value.hpp>       // virga::detail::cast_operand
#include <virga/query/from_function.hpp>    // virga::detail::write_name_and_columns

namespace virga {

namespace node {
/// `$n::type`, whose value may be NULL.
template <class Type>
struct nullable_cast_parameter : cast_parameter<Type> {
    template <class>
    static constexpr bool nullable_in = true;
};
}  // namespace node

namespace detail {
/// `(values (a, b), (x, y)) as "name" ("column", ...)`
template <class Tag, class Rows, fixed_string... Names>
struct values_body;
template <class Tag, class... Rows, fixed_string... Names>
struct values_body<Tag, list<Rows...>, Names...> {
    using tag = Tag;
    using children = typename joined<typename Rows::children...>::type;
    static constexpr bool can_be_lateral = true;
    static constexpr void write(writer& out) {
        out.text("(values ");
        out.list({&Rows::write...});
        out.text(")");
        write_name_and_columns(out, source_traits<Tag>::reference_name, {Names.view()...});
    }
};
/// `(a, b)`
template <class... Items>
struct values_row {
    using children = list<Items...>;
    static constexpr void write(writer& out) {
        out.text("(");
        out.list({&Items::write...});
        out.text(")");
    }
};

/// A row is a tuple; anything else is one of a single value.
template <class Given>
struct row_given {
    using type = std::tuple<Given>;
};
template <class... Items>
struct row_given<std::tuple<Items...>> {
    using type = std::tuple<std::decay_t<Items>...>;
};

/// The type that the first C++ value among some tells, or void.
template <class... Given>
struct first_value_type {
    using type = void;
};
template <class First, class... Rest>
struct first_value_type<First, Rest...> : first_value_type<Rest...> {};
template <class First, class... Rest>
requires(not expression_like<First> and not untyped<First> and
         not std::is_void_v<typename type_of_value<typename content_of_optional<First>::type>::type>) struct first_value_type<First,
                                                                                                                           Rest...>
    : type_of_value<typename content_of_optional<First>::type> {
};

/// What a value is given as beside an expression of that type, so that it is neither cut off nor rounded.
template <class Type>
struct value_type_beside : without_limit<Type> {};
template <>
struct value_type_beside<void> {
    using type = void;
};

template <class Given>
inline constexpr bool is_null_given = std::is_same_v<Given, std::nullptr_t> or std::is_same_v<Given, std::nullopt_t>;

/// The type of a column so far, which is void if there is none, and of one more item of it.
template <class So, class ValueType, class Given>
constexpr auto joined_item_type() {
    if constexpr (std::is_void_v<So>)
        return;
    else if constexpr (expression_like<Given>)
        return common_type<So, type_of<Given>>();
    else if constexpr (is_null_given<Given>)
        return So{};
    else if constexpr (untyped<Given>) {
        if constexpr (is_argument<Given>) return common_type<So, ValueType>();
    } else if constexpr (ValueType::template accepts<typename content_of_optional<Given>::type>)
        return common_type<So, ValueType>();
}
template <class So, class ValueType, class... Given>
struct folded_type {
    using type = So;
};
template <class So, class ValueType, class First, class... Rest>
struct folded_type<So, ValueType, First, Rest...>
    : folded_type<decltype(joined_item_type<So, ValueType, First>()), ValueType, Rest...> {};

/// A column of a list of values: the type of its C++ values, and that of all.
template <class... Given>
struct column_of_values {
    using expression_type = typename first_expression_type<Given...>::type;
    using first = typename std::conditional_t<std::is_void_v<expression_type>, first_value_type<Given...>,
                                              first_expression_type<Given...>>::type;
    using value_type = typename value_type_beside<first>::type;
    using type = typename folded_type<first, value_type, Given...>::type;
};
template <std::size_t Index, class... Rows>
using column_at_place = column_of_values<std::tuple_element_t<Index, Rows>...>;

/// An item of a row as an expression whose type is certain.
template <class Type, class Given>
[[gnu::always_inline]] constexpr auto item_of_values(const Given& given) {
    if constexpr (expression_like<Given>)
        return given;
    else if constexpr (is_null_given<Given>)
        return expression<node::null_literal<Type>>{};
    else if constexpr (is_argument<Given>)
        return expression<node::cast_of<Type, node::argument<Type, Given::name>>, values<awaited<Type>>>{};
    else if constexpr (is_optional<Given>) {
        using held = decltype(hold(Given(given)));
        return expression<node::nullable_cast_parameter<Type>, values<bound<Type, held>>>{{}, {{{hold(Given(given))}}}};
    } else {
        return cast_operand<Type>(Given(given));
    }
}

template <class Indexes, class... Rows>
inline constexpr bool columns_have_types = false;
template <std::size_t... Indexes, class... Rows>
inline constexpr bool columns_have_types<std::index_sequence<Indexes...>, Rows...> =
    (not std::is_void_v<typename column_at_place<Indexes, Rows...>::type> and ...);

template <class Row, class... Columns>
struct items_of_row;
template <class... Given, class... Columns>
struct items_of_row<std::tuple<Given...>, Columns...> {
    template <class Item, class Column>
    using item = decltype(item_of_values<typename Column::value_type>(std::declval<const Item&>()));
    using tree = values_row<tree_of<item<Given, Columns>>...>;
    using nullable = list<std::bool_constant<tree_of<item<Given, Columns>>::template nullable_in<any_scope>>...>;
    template <std::size_t... Indexes>
    [[gnu::always_inline]] static constexpr auto parameters(const std::tuple<Given...>& row, std::index_sequence<Indexes...>) {
        return joined_parameters(item_of_values<typename Columns::value_type>(std::get<Indexes>(row))...);
    }
    template <class... Items>
    [[gnu::always_inline]] static constexpr auto joined_parameters(const Items&... items) {
        return joined_values<values_in<Items>...>(join(items.parameters...));
    }
};

}  // namespace detail

/// Rows of values that want a name to stand in from: `values_list(std::tuple{1, "a"}, std::tuple{2, "b"}).as<"v", "id", "name">()`.
template <class Rows, class Columns, class Values>
struct rows_of_values : detail::rows_call_base {
    [[no_unique_address]] Values parameters;

    /// The rows as something to select from: the name, then one for each column.
    template <fixed_string Name, fixed_string... Names>
    [[nodiscard]] constexpr auto as() const {
        static_assert((is_identifier<Name> and ... and is_identifier<Names>), "as: a name has 1 to 63 bytes");
        if constexpr (not names_every_column<sizeof...(Names), Columns::size>) {
            static_assert(names_every_column<sizeof...(Names), Columns::size>,
                          "as: a list of values wants a name, and then one for each column, .as<\"v\", \"id\", \"name\">()");
            return detail::refused_source{};
        } else {
            using columns = typename detail::renamed_columns<Columns, Names...>::type;
            if constexpr (not has_columns_told_apart<columns>) {
                static_assert(has_columns_told_apart<columns>, "as: two columns have the same name; give each its own");
                return detail::refused_source{};
            } else {
                using body = detail::values_body<detail::named_source_of<Name, columns>, Rows, Names...>;
                return query_source<body, list<>, columns, Values>{parameters};
            }
        }
    }
};

/// Whether each row has as many values as the first.
template <class First, class... Rows>
inline constexpr bool are_rows_as_wide = ((std::tuple_size_v<First> == std::tuple_size_v<Rows>)and...);
/// Whether the values of each column are of one type, which one of them tells.
template <class First, class... Rows>
inline constexpr bool have_columns_of_one_type =
    detail::columns_have_types<std::make_index_sequence<std::tuple_size_v<First>>, First, Rows...>;

namespace detail {
/// The rows of a list as trees, its columns, and the values in it.
template <class Indexes, class... Rows>
struct list_of_rows;
template <std::size_t... Indexes, class... Rows>
struct list_of_rows<std::index_sequence<Indexes...>, Rows...> {
    template <class Row>
    using items = items_of_row<Row, column_at_place<Indexes, Rows...>...>;
    template <std::size_t Index>
    static constexpr bool is_nullable = (list_item_t<typename items<Rows>::nullable, Index>::value or ...);
    using trees = list<typename items<Rows>::tree...>;
    using columns = list<unnamed_column<typename column_at_place<Indexes, Rows...>::type, is_nullable<Indexes>>...>;

    [[gnu::always_inline]] static constexpr auto make(const Rows&... rows) {
        return of(join(items<Rows>::parameters(rows, std::index_sequence<Indexes...>{})...));
    }

private:
    template <class Values>
    [[gnu::always_inline]] static constexpr rows_of_values<trees, columns, Values> of(const Values& all) {
        return {{}, all};
    }
};

template <class First, class... Rows>
[[gnu::always_inline]] constexpr auto values_of_rows(const First& first, const Rows&... rows) {
    if constexpr (not are_rows_as_wide<First, Rows...>) {
        static_assert(are_rows_as_wide<First, Rows...>, "values_list: the rows have different numbers of values");
        return refused_rows{};
    } else if constexpr (not have_columns_of_one_type<First, Rows...>) {
        static_assert(have_columns_of_one_type<First, Rows...>,
                      "values_list: the values of a column are of different types, or nothing tells their type; cast one of them");
        return refused_rows{};
    } else {
        return list_of_rows<std::make_index_sequence<std::tuple_size_v<First>>, First, Rows...>::make(first, rows...);
    }
}
}  // namespace detail

/// `values (a, b), (x, y)`: rows of expressions, C++ values, optionals and arguments, each row a tuple, or one value. The values of
/// a column are of one type, that of its first expression, else of its first C++ value. The list holds copies.
template <class... Given>
requires(sizeof...(Given) != 0) [[nodiscard, gnu::always_inline]] constexpr auto values_list(const Given&... given) {
    return detail::values_of_rows(typename detail::row_given<std::decay_t<const Given>>::type(given)...);
}
}  // namespace virga
