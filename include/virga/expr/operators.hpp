// virga/expr/operators.hpp: the operators of SQL, each an empty tag: its word, how it binds, when it is NULL, which types it takes.
// Source: PostgreSQL manual, section 4.1.6, Operator Precedence; pg_operator, which tests/postgres/operators.cpp compares.
#pragma once

#include <string_view>  // std::string_view

#include <virga/expr/node.hpp>          // virga::binding
#include <virga/expr/signature.hpp>     // virga::call_rules, virga::detail::result_of
#include <virga/types/array.hpp>        // virga::types::array
#include <virga/types/boolean.hpp>      // virga::types::boolean
#include <virga/types/bytea.hpp>        // virga::types::bytea
#include <virga/types/interval.hpp>     // virga::types::interval
#include <virga/types/jsonb.hpp>        // virga::types::jsonb
#include <virga/types/text_search.hpp>  // virga::types::tsvector
#include <virga/types/time.hpp>         // virga::types::time

namespace virga {

/// Where an operand that binds as strongly as the operator itself needs no parentheses: nowhere, on its left, on both sides.
enum class associativity : unsigned char { none, left, both };

namespace detail {
/// The type of arithmetic on `Left` and `Right`: the wider of two integers, double precision as soon as one side
/// is a float and the other is anything else, numeric otherwise.
template <class Left, class Right>
constexpr auto arithmetic_type() {
    constexpr auto left = Left::oid;
    constexpr auto right = Right::oid;
    constexpr auto is = [](std::uint32_t oid) { return left == oid or right == oid; };
    if constexpr (left == right and left != types::numeric<>::oid) return Left{};
    else if constexpr (is(types::double_precision::oid) or is(types::real::oid)) return types::double_precision{};
    else if constexpr (is(types::numeric<>::oid)) return types::numeric<>{};
    else if constexpr (is(types::bigint::oid)) return types::bigint{};
    else return types::integer{};
}
/// How strongly an operand must bind to stand beside an operator without parentheses.
constexpr binding least_operand(binding own, bool may_bind_alike) {
    return static_cast<binding>(static_cast<unsigned char>(own) + (may_bind_alike ? 0 : 1));
}
/// Whether an operation can be NULL, of operands that can be or not.
constexpr bool is_nullable_operation(call_rules rules, bool left, bool right) {
    switch (nulls_of(rules)) {
        case nulls::if_any: return left or right;
        case nulls::if_all: return left and right;
        case nulls::never: return false;
        case nulls::possible: break;
    }
    return true;
}

template <class Left, class Right>
using arithmetic_t = decltype(arithmetic_type<types::stored_type_t<Left>, types::stored_type_t<Right>>());
}  // namespace detail

/// The tags. One has
/// - `word`, its spelling with the spaces around it,
/// - `bound_by`, and how strongly its operands must bind to need no parentheses, which `binds` says,
/// - `rules`, the same words as those of a function: NULL where an operand is, and immutable, unless it says otherwise,
/// - `forms`, the signatures that PostgreSQL has, as those of a function. What compares is said by `types_compare`.
namespace operators {

/// Stands for any two numbers in a form; as the result, for the type of arithmetic on them.
struct number {
    template <class Type>
    static constexpr bool takes = Type::category == type_category::number;
};

/// Stands for any two numbers without floats.
struct exact_number {
    template <class Type>
    static constexpr bool takes =
        number::takes<Type> and Type::oid != types::real::oid and Type::oid != types::double_precision::oid;
};
/// Stands for any two whole numbers.
struct whole_number {
    template <class Type>
    static constexpr bool takes = exact_number::takes<Type> and Type::oid != types::numeric<>::oid;
};

/// Stands for two arrays of one type; as the result, for that type.
struct one_array {
    template <class Type>
    static constexpr bool takes = Type::category == type_category::array;
};
/// The same of elements that PostgreSQL can tell apart.
struct one_array_of_equals {
    template <class Type>
    static constexpr bool takes = one_array::takes<Type> and is_ordered_type<Type>;
};

template <binding Binding, associativity Associativity = associativity::left>
struct binds {
    static constexpr binding bound_by = Binding;
    static constexpr binding left_from = detail::least_operand(Binding, Associativity != associativity::none);
    static constexpr binding right_from = detail::least_operand(Binding, Associativity == associativity::both);
    static constexpr call_rules rules{};
};

struct disjunction : binds<binding::disjunction, associativity::both> {
    static constexpr std::string_view word{" or "};
};
struct conjunction : binds<binding::conjunction, associativity::both> {
    static constexpr std::string_view word{" and "};
};
struct negation : binds<binding::negation> {
    static constexpr std::string_view word{"not "};
};

// ---- tests, after their operand ----------------------------------------------------------------------

struct test : binds<binding::test> {
    static constexpr call_rules rules = detail::rules_of<never_null>;
};
struct is_null : test {
    static constexpr std::string_view word{" is null"};
};
struct is_not_null : test {
    static constexpr std::string_view word{" is not null"};
};

struct is_true : test {
    static constexpr std::string_view word{" is true"};
    using forms = list<types::boolean(types::boolean)>;
};
struct is_false : test {
    static constexpr std::string_view word{" is false"};
    using forms = list<types::boolean(types::boolean)>;
};
struct is_unknown : test {
    static constexpr std::string_view word{" is unknown"};
    using forms = list<types::boolean(types::boolean)>;
};

// ---- comparison --------------------------------------------------------------------------------------

struct comparison : binds<binding::comparison, associativity::none> {};
struct equal : comparison {
    static constexpr std::string_view word{" = "};
};
struct unequal : comparison {
    static constexpr std::string_view word{" <> "};
};
struct less : comparison {
    static constexpr std::string_view word{" < "};
};
struct less_or_equal : comparison {
    static constexpr std::string_view word{" <= "};
};
struct greater : comparison {
    static constexpr std::string_view word{" > "};
};
struct greater_or_equal : comparison {
    static constexpr std::string_view word{" >= "};
};

struct distinct_from : comparison {
    static constexpr std::string_view word{" is distinct from "};
    static constexpr binding bound_by = binding::test;
    static constexpr binding left_from = detail::least_operand(bound_by, false);
    static constexpr binding right_from = left_from;
    static constexpr call_rules rules = detail::rules_of<never_null>;
};
struct not_distinct_from : distinct_from {
    static constexpr std::string_view word{" is not distinct from "};
};

// ---- patterns of text --------------------------------------------------------------------------------

struct pattern : binds<binding::pattern, associativity::none> {
    using forms = list<types::boolean(types::text, types::text)>;
};
struct like : pattern {
    static constexpr std::string_view word{" like "};
};
struct ilike : pattern {
    static constexpr std::string_view word{" ilike "};
};

struct similar_to : pattern {
    static constexpr std::string_view word{" similar to "};
};
struct regular_expression : binds<binding::other> {
    using forms = list<types::boolean(types::text, types::text)>;
};
struct matches : regular_expression {
    static constexpr std::string_view word{" ~ "};
};
struct matches_ignoring_case : regular_expression {
    static constexpr std::string_view word{" ~* "};
};

// ---- numbers -----------------------------------------------------------------------------------------

// What depends on the session's time zone is not offered: a time with one beside a time without.
struct plus : binds<binding::sum> {
    static constexpr std::string_view word{" + "};
    using forms = list<number(number, number), types::date(types::date, types::integer), types::date(types::integer, types::date),
                       types::timestamp(types::date, types::interval), types::timestamp(types::interval, types::date),
                       types::timestamp(types::date, types::time), types::timestamp(types::time, types::date),
                       types::timestamp(types::timestamp, types::interval), types::timestamp(types::interval, types::timestamp),
                       types::timestamptz(types::timestamptz, types::interval),
                       types::timestamptz(types::interval, types::timestamptz), types::time(types::time, types::interval),
                       types::time(types::interval, types::time), types::interval(types::interval, types::interval)>;
};
struct minus : binds<binding::sum> {
    static constexpr std::string_view word{" - "};
    using forms = list<number(number, number), types::integer(types::date, types::date), types::date(types::date, types::integer),
                       types::timestamp(types::date, types::interval), types::interval(types::timestamp, types::timestamp),
                       types::timestamp(types::timestamp, types::interval), types::interval(types::timestamptz, types::timestamptz),
                       types::timestamptz(types::timestamptz, types::interval), types::interval(types::time, types::time),
                       types::time(types::time, types::interval), types::interval(types::interval, types::interval),
                       not_offered(stated<types::date>, stated<types::timestamptz>),
                       not_offered(stated<types::timestamptz>, stated<types::date>),
                       not_offered(stated<types::timestamp>, stated<types::timestamptz>),
                       not_offered(stated<types::timestamptz>, stated<types::timestamp>), types::jsonb(types::jsonb, types::text),
                       types::jsonb(types::jsonb, types::integer), types::jsonb(types::jsonb, types::array<types::text>)>;
};
struct times : binds<binding::product> {
    static constexpr std::string_view word{" * "};
    using forms = list<number(number, number), types::interval(types::interval, types::double_precision),
                       types::interval(types::double_precision, types::interval)>;
};
struct divided_by : binds<binding::product> {
    static constexpr std::string_view word{" / "};
    using forms = list<number(number, number), types::interval(types::interval, types::double_precision)>;
};
struct modulo : binds<binding::product> {
    static constexpr std::string_view word{" % "};
    using forms = list<exact_number(exact_number, exact_number)>;
};
struct negative : binds<binding::sign> {
    static constexpr std::string_view word{"-"};
    using forms = list<number(number), types::interval(types::interval)>;
};

// ---- bits of whole numbers ---------------------------------------------------------------------------

struct bits : binds<binding::other> {};
struct bits_and : bits {
    static constexpr std::string_view word{" & "};
    using forms = list<whole_number(whole_number, whole_number)>;
};
struct bits_or : bits {
    static constexpr std::string_view word{" | "};
    using forms = list<whole_number(whole_number, whole_number)>;
};
struct bits_xor : bits {
    static constexpr std::string_view word{" # "};
    using forms = list<whole_number(whole_number, whole_number)>;
};
struct bits_left : bits {
    static constexpr std::string_view word{" << "};
    using forms = list<types::smallint(types::smallint, types::integer), types::integer(types::integer, types::integer),
                       types::bigint(types::bigint, types::integer)>;
};
struct bits_right : bits {
    static constexpr std::string_view word{" >> "};
    using forms = list<types::smallint(types::smallint, types::integer), types::integer(types::integer, types::integer),
                       types::bigint(types::bigint, types::integer)>;
};
struct bits_not : binds<binding::other> {
    static constexpr std::string_view word{"~"};
    using forms = list<whole_number(whole_number)>;
};

// ---- text, bytes and documents -----------------------------------------------------------------------

struct concatenation : binds<binding::other> {
    static constexpr std::string_view word{" || "};
    using forms = list<types::text(types::text, types::text), types::bytea(types::bytea, types::bytea),
                       types::jsonb(types::jsonb, types::jsonb), types::tsvector(types::tsvector, types::tsvector),
                       types::tsquery(types::tsquery, types::tsquery), one_array(one_array, one_array)>;
};
struct found_by : binds<binding::other> {
    static constexpr std::string_view word{" @@ "};
    using forms = list<types::boolean(types::tsvector, types::tsquery), types::boolean(types::tsquery, types::tsvector),
                       not_offered(types::text, types::tsquery), not_offered(types::text, types::text)>;
};
struct containment : binds<binding::other> {
    using forms = list<types::boolean(types::jsonb, types::jsonb), types::boolean(one_array_of_equals, one_array_of_equals)>;
};
struct contains : containment {
    static constexpr std::string_view word{" @> "};
};
struct contained_by : containment {
    static constexpr std::string_view word{" <@ "};
};
struct overlaps : containment {
    static constexpr std::string_view word{" && "};
    using forms = list<types::boolean(one_array_of_equals, one_array_of_equals)>;
};
/// Operators of ranges alone; `range_forms.hpp` has those that others have too.
struct between_ranges : binds<binding::other> {
    using forms = list<>;
};
struct adjacent : between_ranges {
    static constexpr std::string_view word{" -|- "};
};
struct ends_no_later : between_ranges {
    static constexpr std::string_view word{" &< "};
};
struct starts_no_earlier : between_ranges {
    static constexpr std::string_view word{" &> "};
};
struct key_test : binds<binding::other> {};
struct has_key : key_test {
    static constexpr std::string_view word{" ? "};
    using forms = list<types::boolean(types::jsonb, types::text)>;
};
struct has_any_key : key_test {
    static constexpr std::string_view word{" ?| "};
    using forms = list<types::boolean(types::jsonb, types::array<types::text>)>;
};
struct has_all_keys : key_test {
    static constexpr std::string_view word{" ?& "};
    using forms = list<types::boolean(types::jsonb, types::array<types::text>)>;
};
/// What may be missing in a document.
struct part : binds<binding::other> {
    static constexpr call_rules rules = detail::rules_of<may_be_null>;
};
struct member : part {
    static constexpr std::string_view word{" -> "};
    using forms = list<types::jsonb(types::jsonb, types::text), types::jsonb(types::jsonb, types::integer),
                       not_offered(another_type, types::text), not_offered(another_type, types::integer)>;
};
struct member_as_text : part {
    static constexpr std::string_view word{" ->> "};
    using forms = list<types::text(types::jsonb, types::text), types::text(types::jsonb, types::integer),
                       not_offered(another_type, types::text), not_offered(another_type, types::integer)>;
};
struct path : part {
    static constexpr std::string_view word{" #> "};
    using forms = list<types::jsonb(types::jsonb, types::array<types::text>), not_offered(another_type, types::array<types::text>)>;
};
struct path_as_text : part {
    static constexpr std::string_view word{" #>> "};
    using forms = list<types::text(types::jsonb, types::array<types::text>), not_offered(another_type, types::array<types::text>)>;
};}  // namespace operators

namespace detail {
template <class Left, class Right>
struct result_of<operators::number, Left, Right> {
    using type = arithmetic_t<type_of<Left>, type_of<Right>>;
};
template <class Left, class Right>
struct result_of<operators::exact_number, Left, Right> : result_of<operators::number, Left, Right> {};
template <class Left, class Right>
struct result_of<operators::whole_number, Left, Right> : result_of<operators::number, Left, Right> {};
template <class Left, class Right>
struct result_of<operators::one_array, Left, Right> {
    using left = types::stored_type_t<type_of<Left>>;
    using type = std::conditional_t<std::is_same_v<left, types::stored_type_t<type_of<Right>>>, left,
                                    types::array_with_nulls<typename left::element_type>>;
};
template <class Operand>
struct result_of<operators::number, Operand> : result_of<operators::number, Operand, Operand> {};
template <class Operand>
struct result_of<operators::whole_number, Operand> : result_of<operators::number, Operand, Operand> {};

/// `chosen_signature` of forms in a list.
template <class Givens, class Forms>
struct chosen_of;
template <class Givens, class... Forms>
struct chosen_of<Givens, list<Forms...>> : chosen_signature<Givens, Forms...> {};

/// What a form gives, with these operands.
template <class Signature, class... Operands>
struct result_of_signature;
template <class Result, class... Parameters, class... Operands>
struct result_of_signature<Result(Parameters...), Operands...> : result_of<Result, Operands...> {};
}  // namespace detail

namespace detail {
/// Whether an operation of this result is the same each time. Days and months added to a timestamptz are those of the session's
/// time zone.
template <class Operator, class Type>
inline constexpr bool is_immutable_operation = true;
template <>
inline constexpr bool is_immutable_operation<operators::plus, types::timestamptz> = false;
template <>
inline constexpr bool is_immutable_operation<operators::minus, types::timestamptz> = false;
}  // namespace detail

namespace detail {
/// What is known of an operation by its operator and type, which all nodes of these share: a constant of a node's own is one that
/// the compiler makes, and names, for each node.
template <class Operator, class Type>
struct infix_facts {
    using type = Type;
    static constexpr binding bound_by = Operator::bound_by;
    static constexpr bool is_immutable = is_immutable_operation<Operator, Type>;
};
}  // namespace detail

namespace node {
/// `left operator right`
template <class Operator, class Type, class Left, class Right>
struct infix : detail::infix_facts<Operator, Type> {
    using children = list<Left, Right>;
    template <class From>
    static constexpr bool nullable_in =
        detail::is_nullable_operation(Operator::rules, Left::template nullable_in<From>, Right::template nullable_in<From>);
    static constexpr void write(writer& out) {
        out.operand(&Left::write, Left::bound_by < Operator::left_from);
        out.text(Operator::word);
        out.operand(&Right::write, Right::bound_by < Operator::right_from);
    }
};

/// `operator operand`
template <class Operator, class Type, class Operand>
struct prefix {
    using type = Type;
    using children = list<Operand>;
    static constexpr binding bound_by = Operator::bound_by;
    template <class From>
    static constexpr bool nullable_in =
        detail::is_nullable_operation(Operator::rules, Operand::template nullable_in<From>, Operand::template nullable_in<From>);
    static constexpr void write(writer& out) {
        out.text(Operator::word);
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
    }
};

/// `operand operator`
template <class Operator, class Type, class Operand>
struct postfix {
    using type = Type;
    using children = list<Operand>;
    static constexpr binding bound_by = Operator::bound_by;
    template <class From>
    static constexpr bool nullable_in =
        detail::is_nullable_operation(Operator::rules, Operand::template nullable_in<From>, Operand::template nullable_in<From>);
    static constexpr void write(writer& out) {
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
        out.text(Operator::word);
    }
};
}  // namespace node
}  // namespace virga
