// virga/expr/range_forms.hpp: which forms an operator has beside ranges and multiranges.
#pragma once

#include <type_traits>  // std::is_same_v, std::is_void_v

#include <virga/expr/operand.hpp>    // virga::detail::compared_t
#include <virga/expr/operators.hpp>  // virga::operators
#include <virga/schema/field.hpp>    // virga::list
#include <virga/types/range.hpp>     // virga::types::int4range and its like

namespace virga {

namespace detail {
template <class Type>
concept range_type = requires {
    typename Type::bound_type;
    typename Type::value_type;
} and not requires { typename Type::range_type; };
template <class Type>
concept multirange_type = requires { typename Type::range_type; };

/// The range type over a type, the one that PostgreSQL has for it; `void` where it has none.
template <class Bound>
struct range_over {
    using type = void;
};
template <>
struct range_over<types::integer> {
    using type = types::int4range;
};
template <>
struct range_over<types::bigint> {
    using type = types::int8range;
};
template <>
struct range_over<types::numeric<>> {
    using type = types::numrange;
};
template <>
struct range_over<types::timestamp> {
    using type = types::tsrange;
};
template <>
struct range_over<types::timestamptz> {
    using type = types::tstzrange;
};
template <>
struct range_over<types::date> {
    using type = types::daterange;
};
/// The type of several ranges of a type; one of the app's own has none here.
template <class Range>
struct multirange_over {
    using type = another_type;
};
template <>
struct multirange_over<types::int4range> {
    using type = types::int4multirange;
};
template <>
struct multirange_over<types::int8range> {
    using type = types::int8multirange;
};
template <>
struct multirange_over<types::numrange> {
    using type = types::nummultirange;
};
template <>
struct multirange_over<types::tsrange> {
    using type = types::tsmultirange;
};
template <>
struct multirange_over<types::tstzrange> {
    using type = types::tstzmultirange;
};
template <>
struct multirange_over<types::daterange> {
    using type = types::datemultirange;
};

/// The forms beside a `Type`, which is a range or a multirange; `Other` is the other one of the two. The server has them for any
/// range; what one of its bounds is, is cast to nothing.
/// Source: pg_operator; tests/postgres/operators.cpp compares.
template <class Type, class Other>
struct forms_beside_ranges {
    using truth = types::boolean;
    using bound = typename Type::bound_type;
    using comparing = list<truth(Type, Type), truth(Type, Other), truth(Other, Type)>;
    using calculating = list<Type(Type, Type)>;

    template <class Operator>
    static typename Operator::forms of(Operator*);
    static list<truth(Type, Type), truth(Type, Other), truth(Type, bound), truth(Other, Type)> of(operators::contains*);
    static list<truth(Type, Type), truth(Type, Other), truth(bound, Type), truth(Other, Type)> of(operators::contained_by*);
    static comparing of(operators::overlaps*);
    static comparing of(operators::adjacent*);
    static comparing of(operators::bits_left*);
    static comparing of(operators::bits_right*);
    static comparing of(operators::ends_no_later*);
    static comparing of(operators::starts_no_earlier*);
    static calculating of(operators::plus*);
    static calculating of(operators::minus*);
    static calculating of(operators::times*);
};

/// The same for a type of its own alone, which tells what stands on the other side.
template <class Type>
struct range_forms;
template <range_type Type>
struct range_forms<Type> : forms_beside_ranges<Type, typename multirange_over<Type>::type> {};
template <multirange_type Type>
struct range_forms<Type> : forms_beside_ranges<Type, typename Type::range_type> {};

template <class Operator, class Type>
using forms_beside_range = decltype(range_forms<Type>::of(static_cast<Operator*>(nullptr)));

/// What an operator of ranges takes as it is alone; a value or an argument is looked at by the forms.
template <class Type, class Given>
constexpr bool stands_beside_range() {
    if constexpr (not expression_like<Given>) {
        return true;
    } else {
        using given = compared_t<types::stored_type_t<type_of<Given>>>;
        if constexpr (range_type<given> or multirange_type<given>)
            return std::is_same_v<typename given::bound_type, typename Type::bound_type>;
        else return given::oid == Type::bound_type::oid and (given::oid != 0 or std::is_same_v<given, typename Type::bound_type>);
    }
}

/// Stands for what is no expression.
struct no_expression {
    static constexpr bool is_range = false;
    static constexpr bool is_bound = false;
};
template <class Type>
struct operand_kind {
    static constexpr bool is_range = range_type<Type> or multirange_type<Type>;
    static constexpr bool is_bound = not is_range and not std::is_void_v<typename range_over<bare_t<Type>>::type>;
    using type = Type;
};
template <class Given>
struct kind_of_operand : no_expression {};
template <expression_like Given>
struct kind_of_operand<Given> : operand_kind<compared_t<types::stored_type_t<type_of<Given>>>> {};

/// The forms of an operator between two sides: those that it has for ranges where one of them is a range, else its own.
template <class Operator, class Left, class Right>
constexpr auto forms_between() {
    using left = kind_of_operand<Left>;
    using right = kind_of_operand<Right>;
    if constexpr (left::is_range) {
        if constexpr (stands_beside_range<typename left::type, Right>())
            return static_cast<forms_beside_range<Operator, typename left::type>*>(nullptr);
        else return static_cast<list<>*>(nullptr);
    } else if constexpr (right::is_range) {
        if constexpr (stands_beside_range<typename right::type, Left>())
            return static_cast<forms_beside_range<Operator, typename right::type>*>(nullptr);
        else return static_cast<list<>*>(nullptr);
    } else if constexpr (std::is_same_v<Operator, operators::contained_by> and left::is_bound) {
        using bound = bare_t<typename left::type>;
        using range = typename range_over<bound>::type;
        return static_cast<list<types::boolean(bound, range), types::boolean(bound, typename multirange_over<range>::type)>*>(
            nullptr);
    } else {
        return static_cast<typename Operator::forms*>(nullptr);
    }
}
}  // namespace detail
}  // namespace virga
