// virga/expr/signature.hpp: what a function takes and returns, and which of several forms a call means.
#pragma once

#include <cstddef>           // std::size_t
#include <cstdint>           // std::uint32_t
#include <initializer_list>  // std::initializer_list
#include <type_traits>       // std::is_same_v
#include <utility>           // std::make_index_sequence

#include <virga/expr/misplaced.hpp>           // virga::detail::untyped
#include <virga/expr/operand.hpp>             // virga::detail::operand
#include <virga/schema/field.hpp>             // virga::list
#include <virga/schema/table.hpp>             // virga::is_source, virga::fields_of
#include <virga/types/bigint.hpp>             // virga::types::bigint
#include <virga/types/boolean.hpp>            // virga::types::boolean
#include <virga/types/date.hpp>               // virga::types::date
#include <virga/types/double_precision.hpp>   // virga::types::double_precision
#include <virga/types/integer.hpp>            // virga::types::integer
#include <virga/types/numeric.hpp>            // virga::types::numeric
#include <virga/types/object_identifier.hpp>  // virga::types::goes_into_object
#include <virga/types/real.hpp>               // virga::types::real
#include <virga/types/smallint.hpp>           // virga::types::smallint
#include <virga/types/text.hpp>               // virga::types::text
#include <virga/types/timestamp.hpp>          // virga::types::timestamp
#include <virga/types/timestamptz.hpp>        // virga::types::timestamptz

namespace virga {

// ---- what a signature can say beside its types -----------------------------------------------------

/// The function is NULL only where all of its arguments are. Without a word of this kind it is NULL where one of them is, which
/// PostgreSQL calls strict, and nowhere else.
struct null_if_all {};
/// The function is never NULL.
struct never_null {};
/// The function may be NULL whatever its arguments are.
struct may_be_null {};
/// The function gives the same within a statement, as `now()`. Without such a word it is immutable: an index can hold it.
struct stable {};
/// The function gives something else each time.
struct volatile_ {};

/// Stands for a parameter of any type.
struct any_type {
    template <class Type>
    static constexpr bool takes = true;
};
/// Stands for a parameter of any type whose values have an order that `min` and `max` know.
struct any_ordered {
    template <class Type>
    static constexpr bool takes = facts_of<Type>.extremes;
};
/// Stands for a parameter of any array.
struct any_array {
    template <class Type>
    static constexpr bool takes = Type::category == type_category::array;
};
/// Stands for a parameter that is a row: a table, or something else that stands in from, whose rows become values.
struct any_row {
    template <class>
    static constexpr bool takes = false;
};
/// As the result: the type of the argument at `Position`, from 1, without its length or precision.
template <std::size_t Position>
struct same_as {};

/// As the result: `Result`, of a form to which these words apply in the place of the function's.
template <class Result, class... Words>
struct ruled {};

/// As the result of a signature: PostgreSQL has this form and would take it for what is given, but it is not offered.
struct not_offered {};
/// As a parameter of such a signature: a type that is not in virga. Only a value could be meant for it, whose type the server asks
/// for.
struct another_type {};

/// As a parameter of such a signature: an expression of this type, no value.
template <class Of>
struct stated {
    template <class Type>
    static constexpr bool takes = Type::oid == Of::oid;
};

namespace node {
/// The row of a source as one value, for what makes another of it.
template <class Source, class Indexes = std::make_index_sequence<fields_of<Source>::size>>
struct row_as_value;
template <class Source, std::size_t... Indexes>
struct row_as_value<Source, std::index_sequence<Indexes...>> {
    using type = types::boolean;  // of no use: nothing takes a row but a parameter that says so
    using children = list<column_at<Source, Indexes>...>;
    static constexpr binding bound_by = binding::primary;
    template <class From>
    static constexpr bool nullable_in = From::template is_optional<Source>;
    static constexpr void write(writer& out) { out.row(detail::reference_of<Source>); }
};
}  // namespace node

/// What a call's text does not tell: whether it can be NULL, and whether it is the same each time.
enum class call_rules : unsigned char {};

namespace detail {
// ---- the rules -------------------------------------------------------------------------------------

enum class nulls : unsigned char { if_any, if_all, never, possible };
enum class volatility : unsigned char { immutable_call, stable_call, volatile_call };

template <class Part>
inline constexpr unsigned rules_of_part = 0;
template <>
inline constexpr unsigned rules_of_part<null_if_all> = 1;
template <>
inline constexpr unsigned rules_of_part<never_null> = 2;
template <>
inline constexpr unsigned rules_of_part<may_be_null> = 3;
template <>
inline constexpr unsigned rules_of_part<stable> = 1U << 2;
template <>
inline constexpr unsigned rules_of_part<volatile_> = 2U << 2;

template <class... Parts>
inline constexpr call_rules rules_of{static_cast<unsigned char>((0U | ... | rules_of_part<Parts>))};
constexpr nulls nulls_of(call_rules rules) { return static_cast<nulls>(static_cast<unsigned>(rules) & 3U); }
constexpr volatility volatility_of(call_rules rules) { return static_cast<volatility>(static_cast<unsigned>(rules) >> 2U); }

/// Whether a call is NULL in a query with that from clause.
template <call_rules Rules, class From, class... Arguments>
constexpr bool is_nullable_call() {
    if constexpr (nulls_of(Rules) == nulls::if_any) return (Arguments::template nullable_in<From> or ...);
    else if constexpr (nulls_of(Rules) == nulls::if_all) return (Arguments::template nullable_in<From> and ...);
    else return nulls_of(Rules) == nulls::possible;
}

// ---- which form is called --------------------------------------------------------------------------

/// Whether PostgreSQL casts one type to another by itself, in a call: a number to a wider one, a date to a timestamp. Whatever
/// the session's time zone says is not offered by any function, but stands in the way of other forms.
/// Source: pg_cast, where castcontext is i; tests/postgres compares.
constexpr bool is_implicit_cast(std::uint32_t from, std::uint32_t to) {
    constexpr std::uint32_t widening[]{types::smallint::oid,  types::integer::oid, types::bigint::oid,
                                       types::numeric<>::oid, types::real::oid,    types::double_precision::oid};
    if (from == types::date::oid) return to == types::timestamp::oid or to == types::timestamptz::oid;
    if (from == types::timestamp::oid) return to == types::timestamptz::oid;
    if (to == types::regclass::oid and from == types::text::oid) return true;
    if (types::goes_into_object(from, to)) return true;
    bool is_past = false;
    for (const std::uint32_t each : widening) {
        if (is_past and each == to) return true;
        is_past = is_past or each == from;
    }
    return false;
}

/// As what a call takes an expression of a type: without its length, and as what it compares, but for regclass and its like, which
/// functions tell from each other.
template <class Type>
struct passed : compared<Type> {};
template <is_read_as_another Type>
struct passed<Type> : bare<Type> {};
template <class Type>
using passed_t = typename passed<Type>::type;

/// Whether a source has the fields of a declaration.
template <class Source>
concept is_table_or_alias = requires { sizeof(source_traits<Source>); };

/// How well what is given suits a parameter: 2 as it is, 1 by a cast that PostgreSQL does by itself, 0 not at all.
template <class Parameter, class Given>
constexpr int fit() {
    if constexpr (expression_like<Given>) {
        using type = passed_t<types::stored_type_t<type_of<Given>>>;
        if constexpr (requires { Parameter::template takes<type>; }) return Parameter::template takes<type> ? 2 : 0;
        else if constexpr (std::is_same_v<Parameter, another_type>) return 0;
        else if constexpr (std::is_same_v<type, Parameter> or (type::oid == Parameter::oid and type::oid != 0)) return 2;
        else return is_implicit_cast(type::oid, Parameter::oid) ? 1 : 0;
    } else if constexpr (is_source<Given>) {
        return std::is_same_v<Parameter, any_row> and is_table_or_alias<Given> ? 2 : 0;
    } else if constexpr (requires { Parameter::oid; }) {
        return is_value_of<Given, Parameter> ? 2 : 0;
    } else {
        return std::is_same_v<Parameter, another_type> and is_argument<Given> ? 2 : 0;
    }
}

/// Whether PostgreSQL prefers the parameter's type where it has the choice: among numbers to which one is cast, and for a value of
/// which it is not told the type.
/// Source: pg_type, where typispreferred.
template <class Parameter, class Given>
constexpr bool is_preferred() {
    if constexpr (not requires { Parameter::oid; }) return false;
    else if constexpr (is_argument<Given>) return Parameter::oid == types::text::oid;
    else
        return (Parameter::oid == types::double_precision::oid or Parameter::oid == types::timestamptz::oid) and
               fit<Parameter, Given>() == 1;
}

/// How well everything given suits a signature: more where more fits as it is, then where more is cast to preferred types; 0 where
/// something does not fit at all, or for what is no signature.
template <class Givens, class Part>
inline constexpr int suits = 0;
template <class... Given, class Result, class... Parameters>
    requires(sizeof...(Given) == sizeof...(Parameters))
inline constexpr int suits<list<Given...>, Result(Parameters...)> =
    ((fit<Parameters, Given>() != 0) and ...)
        ? (1 + ... + ((fit<Parameters, Given>() == 2 ? 64 : 0) + (is_preferred<Parameters, Given>() ? 1 : 0)))
        : 0;

struct best_signature {
    std::size_t index = 0;
    bool is_found = false;
};
constexpr best_signature best_of(std::initializer_list<int> all) {
    best_signature best;
    int most = 0;
    for (const int* each = all.begin(); each != all.end(); ++each) {
        if (*each > most) best = {static_cast<std::size_t>(each - all.begin()), true};
        else if (*each == most) best.is_found = false;  // the server would not know which
        if (*each > most) most = *each;
    }
    return best;
}

/// What the server is told of something given: of a value no more than of an argument, since its parameter has no type yet.
template <class Given>
struct as_told {
    using type = argument<"value">;
};
template <class Given>
    requires(expression_like<Given> or is_source<Given>)
struct as_told<Given> {
    using type = Given;
};

template <class Signature>
struct if_offered {
    using type = Signature;
};
template <class... Parameters>
struct if_offered<not_offered(Parameters...)> {
    using type = void;
};

/// The signature that a call means, or void: the one that suits best, if just one does, as PostgreSQL resolves it, and also
/// where it is not told the types of values.
/// Source: PostgreSQL manual, section 10.3, Functions.
template <class Givens, class... Parts>
struct chosen_signature;
template <class... Given, class... Parts>
struct chosen_signature<list<Given...>, Parts...> {
    static constexpr best_signature best = best_of({suits<list<Given...>, Parts>...});
    static constexpr best_signature told = best_of({suits<list<typename as_told<Given>::type...>, Parts>...});
    static constexpr bool is_clear = best.is_found and told.is_found and best.index == told.index;
    using type = typename if_offered<
        typename list_item<std::conditional_t<is_clear, list<Parts...>, list<void>>, is_clear ? best.index : 0>::type>::type;
};
/// The usual function has one signature.
template <class... Given, class Only>
struct chosen_signature<list<Given...>, Only> {
    using type = std::conditional_t<suits<list<Given...>, Only> != 0, Only, void>;
};

template <class Result, class... Operands>
struct result_of {
    using type = Result;
};
template <std::size_t Position, class... Operands>
struct result_of<same_as<Position>, Operands...> {
    using type = bare_t<type_of<list_item_t<list<Operands...>, Position - 1>>>;
};

template <class Result, class... Words, class... Operands>
struct result_of<ruled<Result, Words...>, Operands...> : result_of<Result, Operands...> {};

/// What is given for a parameter, as an expression.
template <class Parameter, class Given>
[[gnu::always_inline]] constexpr decltype(auto) operand_for(Given&& given) {
    if constexpr (expression_like<Given>) return (given);
    else if constexpr (std::is_same_v<Parameter, any_row>) return expression<node::row_as_value<std::decay_t<Given>>>{};
    else return operand<Parameter>(static_cast<Given&&>(given));
}

/// The type that a refused call has, for what stands around it: that of its first form, where that says one.
template <class... Parts>
struct refused_result {
    using type = types::boolean;
};
template <class First, class... Rest>
struct refused_result<First, Rest...> : refused_result<Rest...> {};
template <class Result, class... Parameters, class... Rest>
    requires requires { Result::oid; }
struct refused_result<Result(Parameters...), Rest...> {
    using type = Result;
};
template <class Result, class... Words, class... Parameters, class... Rest>
struct refused_result<ruled<Result, Words...>(Parameters...), Rest...> : refused_result<Result(Parameters...), Rest...> {};

template <class... Given>
inline constexpr bool none_misplaced = not(misplaced<Given> or ...);
template <class First, class... Rest>
struct first_misplaced : first_misplaced<Rest...> {};
template <class First, class... Rest>
    requires misplaced<First>
struct first_misplaced<First, Rest...> {
    using type = First;
};
template <class First, class... Rest>
struct first_argument : first_argument<Rest...> {};
template <class First, class... Rest>
    requires is_argument<First>
struct first_argument<First, Rest...> {
    using type = First;
};
}  // namespace detail

/// Whether what is given could be meant for a function of SQL: something of a query is among it. `abs(-3)` is C++'s.
template <class... Given>
concept are_sql_arguments = sizeof...(Given) == 0 or ((expression_like<Given> or detail::untyped<Given>) or ...);
}  // namespace virga
