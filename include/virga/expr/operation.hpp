// virga/expr/operation.hpp: an operator between what is given to it: which of its forms is meant, and the words where none is.
#pragma once

#include <type_traits>  // std::is_void_v, std::remove_pointer_t

#include <virga/expr/given.hpp>        // virga::detail::given_t
#include <virga/expr/misplaced.hpp>    // virga::detail::misplaced
#include <virga/expr/operand.hpp>      // virga::detail::operand
#include <virga/expr/operators.hpp>    // virga::operators
#include <virga/expr/range_forms.hpp>  // virga::detail::forms_between
#include <virga/expr/typed_value.hpp>  // virga::detail::cast_operand
#include <virga/types/boolean.hpp>     // virga::types::boolean

namespace virga {

namespace detail {
/// The type that a parameter of a form is for something given beside an expression of type `Beside`.
template <class Parameter, class Beside>
using parameter_t = typename list_item<list<Parameter, Beside>, requires { Parameter::template takes<Beside>; } ? 1 : 0>::type;

/// A form of an operator: its result, which may stand for a type, the types of values on its sides, and whether the text must
/// tell them.
template <class Result, class Left, class Right, bool IsCast>
struct operator_form {
    static constexpr bool is_found = true;
    static constexpr bool is_cast = IsCast;
    using result = Result;
    using left = Left;
    using right = Right;
};
struct no_form {
    static constexpr bool is_found = false;
};

template <class Signature, class Beside, bool IsCast>
struct form_of_signature {
    using type = no_form;
};
template <class Signature>
inline constexpr bool is_of_one_array = false;
template <class Result>
inline constexpr bool is_of_one_array<Result(operators::one_array, operators::one_array)> = true;
template <class Result>
inline constexpr bool is_of_one_array<Result(operators::one_array_of_equals, operators::one_array_of_equals)> = true;
template <class Result, class Left, class Right, class Beside, bool IsCast>
struct form_of_signature<Result(Left, Right), Beside, IsCast> {
    using type = operator_form<Result, parameter_t<Left, Beside>, parameter_t<Right, Beside>, IsCast>;
};

template <class Type>
using some_of = expression<node::refused<Type>>;
/// How an expression's type takes part in the choice of a form.
template <class Given>
using chosen_by = compared_t<types::stored_type_t<type_of<Given>>>;

/// Whether both sides fit a form as they are.
inline constexpr int suits_exactly = 1 + 2 * 64;

/// The form that is meant, as PostgreSQL chooses it. It takes a value of unknown type for one of the other side's type, if there is
/// such a form; else for text, if there is one for text. Where the C++ value says otherwise, the text tells the type:
/// `$1::integer`. Source: PostgreSQL manual, section 10.2, Operators.
template <class Forms, class Left, class Right>
struct choose_form;
template <class... Forms, expression_like Left, expression_like Right>
struct choose_form<list<Forms...>, Left, Right> {
    using signature = typename chosen_signature<list<Left, Right>, Forms...>::type;
    static constexpr bool agrees = not is_of_one_array<signature> or std::is_same_v<chosen_by<Left>, chosen_by<Right>>;
    using type = typename form_of_signature<std::conditional_t<agrees, signature, void>, chosen_by<Left>, false>::type;
};

/// The same where one side is a value or an argument. `Beside` is the type of the other one; `Both` are the two sides.
template <class Given, class Beside, class Both, class Told, class... Forms>
constexpr auto choose_form_of_value() {
    using same = some_of<chosen_by<Beside>>;
    constexpr best_signature of_one_type = best_of({(suits<list<same, same>, Forms> >= suits_exactly ? 1 : 0)...});
    constexpr best_signature told = of_one_type.is_found ? of_one_type : best_of({suits<Told, Forms>...});
    constexpr bool is_of_other_type = of_one_type.is_found and is_value_of<Given, types::stored_type_t<type_of<Beside>>>;
    constexpr best_signature meant = is_of_other_type ? of_one_type : is_argument<Given> ? told : best_of({suits<Both, Forms>...});
    using found = std::conditional_t<meant.is_found, list<Forms...>, list<void>>;
    using signature = typename list_item<found, meant.is_found ? meant.index : 0>::type;
    constexpr bool is_told = told.is_found and told.index == meant.index;
    return typename form_of_signature<typename if_offered<signature>::type, types::stored_type_t<type_of<Beside>>,
                                      not is_told>::type{};
}
template <class... Forms, expression_like Left, class Right>
    requires(not expression_like<Right>)
struct choose_form<list<Forms...>, Left, Right> {
    using type = decltype(choose_form_of_value<Right, Left, list<Left, Right>, list<Left, argument<"value">>, Forms...>());
};
template <class... Forms, class Left, expression_like Right>
    requires(not expression_like<Left>)
struct choose_form<list<Forms...>, Left, Right> {
    using type = decltype(choose_form_of_value<Left, Right, list<Left, Right>, list<argument<"value">, Right>, Forms...>());
};
template <class... Forms, class Left, class Right>
    requires(not expression_like<Left> and not expression_like<Right>)
struct choose_form<list<Forms...>, Left, Right> {
    using type = no_form;
};

template <class Operator, class Left, class Right>
using form_for =
    typename choose_form<std::remove_pointer_t<decltype(forms_between<Operator, Left, Right>())>, Left, Right>::type;
}  // namespace detail

/// Whether an operator has a form that takes these two sides, one expression at least.
template <class Operator, class Left, class Right>
inline constexpr bool takes_operands = detail::form_for<Operator, Left, Right>::is_found;
/// The same of an operator with one side.
template <class Operator, class Operand>
inline constexpr bool takes_operand =
    not std::is_void_v<typename detail::chosen_of<list<Operand>, typename Operator::forms>::type>;

namespace detail {
/// Refuses the operands of an operator that is called by its forms, in words that begin as the user's do.
template <class Operator, class Left, class Right>
constexpr auto refuse_operands() {
    if constexpr (was_refused_before<Left> or was_refused_before<Right>)
        return refuse<types::boolean>();
    else if constexpr (misplaced<Left> or misplaced<Right>)
        refuse_sides<Left, Right, Operator>();
    else if constexpr (std::is_same_v<Operator, operators::modulo>)
        static_assert(takes_operands<Operator, Left, Right>,
                      "%: both sides must be whole numbers or numeric; a value must be of the column's own type");
    else if constexpr (__is_base_of(operators::bits, Operator))
        static_assert(takes_operands<Operator, Left, Right>,
                      "&, |, ^, <<, >>: both sides must be whole numbers; a value must be of the column's own type; << and >> also "
                      "take two ranges of one type");
    else if constexpr (std::is_same_v<Operator, operators::concatenation>)
        static_assert(
            takes_operands<Operator, Left, Right>,
            "concatenated: takes texts, or bytea alone, or jsonb alone; write cast<types::text>(x) for what is of another type");
    else if constexpr (std::is_same_v<Operator, operators::similar_to> or __is_base_of(operators::regular_expression, Operator))
        static_assert(takes_operands<Operator, Left, Right>, "matches, similar_to: takes a text, and a pattern, which is text");
    else if constexpr (__is_base_of(operators::containment, Operator))
        static_assert(
            takes_operands<Operator, Left, Right>,
            "contains, contained_by, overlaps: takes two jsonb, two arrays of one type whose elements have =, or ranges of one "
            "type and what is in them; contains also takes two texts");
    else if constexpr (std::is_same_v<Operator, operators::found_by>)
        static_assert(
            takes_operands<Operator, Left, Right>,
            "matches: a tsvector is searched by a tsquery; write to_tsquery<\"english\">(...), or a function of its kind");
    else if constexpr (__is_base_of(operators::between_ranges, Operator))
        static_assert(takes_operands<Operator, Left, Right>,
                      "adjacent, ends_no_later, starts_no_earlier: takes two ranges or multiranges of one type");
    else if constexpr (__is_base_of(operators::part, Operator) or __is_base_of(operators::key_test, Operator))
        static_assert(takes_operands<Operator, Left, Right>,
                      "jsonb: only a jsonb has members; they are named by a text or a number, several by a range of texts");
    else
        static_assert(takes_operands<Operator, Left, Right>,
                      "operator: it has no form for sides of these types; compare them with its forms, or write cast");
    return refuse<types::boolean>();
}

/// A side of an operator, as an expression.
template <class Type, bool IsCast, class Given>
[[gnu::always_inline]] constexpr decltype(auto) side_of(Given&& given) {
    if constexpr (expression_like<Given>) return (given);
    else if constexpr (IsCast) return cast_operand<Type>(static_cast<Given&&>(given));
    else return operand<Type>(static_cast<Given&&>(given));
}

template <class Operator, class Result, class Left, class Right>
[[gnu::always_inline]] constexpr auto make_infix(const Left& left, const Right& right) {
    using type = typename result_of<Result, Left, Right>::type;
    return make_expression<node::infix<Operator, type, tree_of<Left>, tree_of<Right>>>(left.parameters, right.parameters);
}

/// `operator operand`, by the forms of the operator, one of which takes it.
template <class Operator, class Operand>
[[gnu::always_inline]] constexpr auto operate_on(const Operand& operand) {
    using signature = typename chosen_of<list<Operand>, typename Operator::forms>::type;
    using type = typename result_of_signature<signature, Operand>::type;
    return make_expression<node::prefix<Operator, type, tree_of<Operand>>>(operand.parameters);
}

/// `left operator right`, by the forms of the operator.
template <class Operator, class Left, class Right>
[[gnu::always_inline]] constexpr auto operate(Left&& left, Right&& right) {
    using form = form_for<Operator, given_t<Left>, given_t<Right>>;
    if constexpr (not form::is_found)
        return refuse_operands<Operator, given_t<Left>, given_t<Right>>();
    else
        return make_infix<Operator, typename form::result>(
            side_of<typename form::left, form::is_cast>(static_cast<Left&&>(left)),
            side_of<typename form::right, form::is_cast>(static_cast<Right&&>(right)));
}
}  // namespace detail

/// `left operator right`, of an operator that is no member and no operator of C++, as those of extensions: a tag of its word, how
/// it binds, and its forms.
///
///     struct distance : operators::binds<binding::other> {
///         static constexpr std::string_view word{" <-> "};
///         using forms = list<types::real(types::text, types::text)>;
///     };
///     select(post.title).from(post).order_by(operation<distance>(post.title, "cat"))
template <class Operator, class Left, class Right>
[[nodiscard, gnu::always_inline]] constexpr auto operation(Left&& left, Right&& right) {
    return detail::operate<Operator>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}
}  // namespace virga
