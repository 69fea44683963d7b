// virga/expr/function.hpp: functions of SQL, made of their names and signatures.
#pragma once

#include <virga/expr/refused_call.hpp>  // virga::detail::refuse_arguments
#include <virga/expr/signature.hpp>     // virga::detail::chosen_signature
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

namespace node {
/// `name(arguments)` of type `Type`.
template <fixed_string Name, call_rules Rules, class Type, class... Arguments>
struct function_call {
    using type = Type;
    using children = list<Arguments...>;
    static constexpr binding bound_by = binding::primary;
    static constexpr bool is_immutable = detail::volatility_of(Rules) == detail::volatility::immutable_call;
    template <class From>
    static constexpr bool nullable_in = detail::is_nullable_call<Rules, From, Arguments...>();
    static constexpr void write(writer& out) { out.call(Name.view(), {&Arguments::write...}); }
};
}  // namespace node

namespace detail {
/// What a call of this node is: an expression, and of an aggregate one that can be shaped further.
template <class Node, class Values>
struct called_expression {
    [[gnu::always_inline]] static constexpr expression<Node, Values> make(const Values& all) { return {{}, all}; }
};

/// `Node` is that of functions, or of aggregates.
template <template <fixed_string, call_rules, class, class...> class Node, fixed_string Name, call_rules Rules, class Result,
          class... Operands>
[[gnu::always_inline]] constexpr auto make_call(const Operands&... operands) {
    using called = Node<Name, Rules, typename result_of<Result, Operands...>::type, tree_of<Operands>...>;
    return called_expression<called, joined_values<values_in<Operands>...>>::make(join(operands.parameters...));
}
template <template <fixed_string, call_rules, class, class...> class Node, fixed_string Name, call_rules Rules, class Result,
          class... Parameters, class... Given>
[[gnu::always_inline]] constexpr auto call(Result (*)(Parameters...), Given&&... given) {
    return make_call<Node, Name, Rules, Result>(operand_for<Parameters>(static_cast<Given&&>(given))...);
}

template <template <fixed_string, call_rules, class, class...> class Node, fixed_string Name, call_rules, class Result,
          class... Words, class... Parameters, class... Given>
[[gnu::always_inline]] constexpr auto call(ruled<Result, Words...> (*)(Parameters...), Given&&... given) {
    return make_call<Node, Name, rules_of<Words...>, Result>(operand_for<Parameters>(static_cast<Given&&>(given))...);
}

/// Refuses a call of which no form takes what is given.
template <fixed_string Name, class Type, class... Given, class... Parts>
constexpr auto refuse_call(list<Parts...> parts) {
    if constexpr (none_misplaced<Given...> and ((is_argument<Given> or ...) and not(expression_like<Given> or ...)))
        refuse_misplaced<typename first_argument<Given...>::type, node::function_call<Name, call_rules{}, Type>>();
    else if constexpr ((was_refused_before<Given> or ...)) static_cast<void>(parts);
    else if constexpr (none_misplaced<Given...>) refuse_arguments<Name, Given...>(parts);
    else refuse_misplaced<typename first_misplaced<Given...>::type, node::function_call<Name, call_rules{}, Type>, Given...>();
    return refuse<Type>();
}

/// What is called with arguments and has signatures among its parts.
template <template <fixed_string, call_rules, class, class...> class Node, fixed_string Name, class... Parts>
struct called_by_signature {
    template <class... Given>
    [[nodiscard, gnu::always_inline]] constexpr auto operator()(Given&&... given) const {
        using signature = typename chosen_signature<list<std::decay_t<Given>...>, Parts...>::type;
        if constexpr (std::is_void_v<signature>)
            return refuse_call<Name, typename refused_result<Parts...>::type, std::decay_t<Given>...>(list<Parts...>{});
        else return call<Node, Name, rules_of<Parts...>>(static_cast<signature*>(nullptr), static_cast<Given&&>(given)...);
    }
};
}  // namespace detail

/// A function of SQL: its name, as it is to be written, and its signatures, `result(parameters)`, of column types. A call means
/// the signature to which the arguments fit as they are, else the one that PostgreSQL would cast them to by itself.
///
///     inline constexpr function<"similarity", types::real(types::text, types::text)> similarity;
///     inline constexpr function<"app.next_slot", types::timestamptz(types::bigint), volatile_, may_be_null> next_slot;
///     select(similarity(post.title, "cat")).from(post)
///
/// Arguments are expressions, `arg<>` and C++ values. A parameter can be `any_type` or `any_ordered`, a result `same_as<1>`.
/// Without more words the function is strict and immutable: NULL just where an argument is, and the same for the same
/// arguments. `null_if_all`, `never_null`, `may_be_null`, `stable` and `volatile_` say otherwise, and of one form alone
/// `ruled<result, words...>(parameters)`.
template <fixed_string Name, class... Parts>
struct function : detail::called_by_signature<node::function_call, Name, Parts...> {};

namespace detail {
/// Calls `Kind<Name, Parts...>`. It depends on what is given, so that nothing is made of a function that nobody calls.
template <template <fixed_string, class...> class Kind, fixed_string Name, class... Parts, class... Given>
[[gnu::always_inline]] constexpr auto called(Given&&... given) {
    return Kind<Name, Parts...>{}(static_cast<Given&&>(given)...);
}
}  // namespace detail

/// Defines a function of that name of the namespace it stands in. It is a function, not an object: so it is found where its
/// arguments are, no variable of an app shadows it, and a function of C++ may have the same name. A macro because C++ has no other
/// way to say such a function in one line. It is `< #name`, since clang takes `<#` for the begin of a placeholder if a `#>` follows
/// anywhere in the file.
#define VIRGA_FUNCTION(name, ...) VIRGA_CALLED_BY_SIGNATURE(function, name, name, __VA_ARGS__)
/// The same of a function that SQL has by another name.
#define VIRGA_FUNCTION_AS(name, sql, ...) VIRGA_CALLED_BY_SIGNATURE(function, name, sql, __VA_ARGS__)
#define VIRGA_CALLED_BY_SIGNATURE(kind, name, sql, ...)                                                    \
    template <class... Given>                                                                              \
        requires ::virga::are_sql_arguments<Given...>                                                      \
    [[nodiscard, gnu::always_inline]] constexpr auto name(Given&&... given) {                              \
        return ::virga::detail::called< ::virga::kind, #sql, __VA_ARGS__>(static_cast<Given&&>(given)...); \
    }
}  // namespace virga
