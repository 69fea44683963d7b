// virga/expr/refused_call.hpp: what is wrong with the arguments of a call, in words. Only a wrong call looks here.
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_same_v

#include <virga/expr/signature.hpp>     // virga::detail::suits, virga::detail::fit
#include <virga/schema/field.hpp>       // virga::list, virga::joined
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// In an error: the types of what a call gives, of an expression its column type; and the forms that the function has.
template <class... Types>
struct given;
template <class... Signatures>
struct forms;

/// Whether a function has a form of so many arguments, of these types at their places, and whether that is the only one which
/// PostgreSQL could mean and is offered. Each is asked only where it does not hold, by its name and in these words.
template <fixed_string Function, class Given, class Forms>
inline constexpr bool has_as_many_parameters = false;
template <fixed_string Function, class Given, class Forms>
inline constexpr bool takes_them_in_this_order = false;
template <fixed_string Function, std::size_t Place, class Given, class Forms>
inline constexpr bool takes_at_place = false;
template <fixed_string Function, class Given, class Forms>
inline constexpr bool tells_its_form = false;
template <fixed_string Function, class Given, class Forms>
inline constexpr bool is_form_offered = false;

namespace detail {
template <class Given>
struct told_type {
    using type = Given;
};
template <expression_like Given>
struct told_type<Given> {
    using type = type_of<Given>;
};

/// The signatures among the parts of a function, and whether each is offered.
template <class Part>
struct forms_in {
    using offered = list<>;
};
template <class Result, class... Parameters>
struct forms_in<Result(Parameters...)> {
    using offered = list<Result(Parameters...)>;
};
template <class... Parameters>
struct forms_in<not_offered(Parameters...)> {
    using offered = list<>;
};
template <class Result, class... Words, class... Parameters>
struct forms_in<ruled<Result, Words...>(Parameters...)> {
    using offered = list<Result(Parameters...)>;
};
template <class Listed>
struct named_forms;
template <class... Signatures>
struct named_forms<list<Signatures...>> {
    using type = forms<Signatures...>;
};

/// How well a form of as many parameters is met: how many arguments it takes, and the place of the first that it does not, from 1.
struct met_form {
    std::size_t taken = 0;
    std::size_t wrong_place = 0;
};
template <class Givens, class Part>
inline constexpr met_form met_by{};
template <class... Given, class Result, class... Parameters>
    requires(sizeof...(Given) == sizeof...(Parameters) and not std::is_same_v<Result, not_offered>)
inline constexpr met_form met_by<list<Given...>, Result(Parameters...)> = [] {
    met_form met;
    std::size_t place = 0;
    const auto look = [&](bool is_taken) {
        ++place;
        if (is_taken) ++met.taken;
        else if (met.wrong_place == 0) met.wrong_place = place;
    };
    (look(fit<Parameters, Given>() != 0), ...);
    return met;
}();
/// The place of the argument that is wrong for the form which is met best, of those with one that is; 0 if none has as many.
template <class Givens, class... Parts>
constexpr std::size_t wrong_place() {
    met_form best;
    for (const met_form& each : {met_by<Givens, Parts>...}) {
        if (each.wrong_place != 0 and (best.wrong_place == 0 or each.taken > best.taken)) best = each;
    }
    return best.wrong_place;
}
template <class Givens, class... Parts>
inline constexpr bool suits_some = ((suits<Givens, Parts> != 0) or ...);

/// Whether a choice among forms is clear, and fell on one that is not offered.
template <class Chosen>
inline constexpr bool is_withheld = false;
template <class Chosen>
    requires requires { Chosen::is_clear; }
inline constexpr bool is_withheld<Chosen> = Chosen::is_clear;

template <class... Given>
struct exchanged {
    using type = list<Given...>;
};
template <class First, class Second>
struct exchanged<First, Second> {
    using type = list<Second, First>;
};

/// Refuses a call of a function with these parts; the types of what is given are part of every sentence.
template <fixed_string Name, class... Given, class... Parts>
constexpr auto refuse_arguments(list<Parts...>) {
    using told = given<typename told_type<Given>::type...>;
    using known = typename named_forms<typename joined<typename forms_in<Parts>::offered...>::type>::type;
    using types_given = list<typename told_type<Given>::type...>;
    constexpr std::size_t place = wrong_place<list<Given...>, Parts...>();
    if constexpr (is_withheld<chosen_signature<list<Given...>, Parts...>>)
        static_assert(is_form_offered<Name, told, known>,
                      "function: this form of it asks the session for its time zone, or PostgreSQL takes what is given for a type "
                      "that virga does not have; docs/functions.md has what to write");
    else if constexpr (suits_some<list<Given...>, Parts...>)
        static_assert(tells_its_form<Name, told, known>,
                      "function: PostgreSQL would not know which form is meant; say the type of a value by cast<type>(value)");
    else if constexpr (suits_some<typename exchanged<Given...>::type, Parts...>)
        static_assert(takes_them_in_this_order<Name, told, known>,
                      "function: it takes these arguments in the other order; exchange them");
    else if constexpr (place == 0)
        static_assert(has_as_many_parameters<Name, told, known>,
                      "function: no form of it takes so many arguments; the note lists its forms");
    else if constexpr (place == 1)
        static_assert(takes_at_place<Name, place, list_item_t<types_given, place - 1>, known>,
                      "function: no form of it takes arguments of these types; the first is of another than the forms in the note "
                      "have there");
    else if constexpr (place == 2)
        static_assert(takes_at_place<Name, place, list_item_t<types_given, place - 1>, known>,
                      "function: no form of it takes arguments of these types; the second is of another than the forms in the note "
                      "have there");
    else
        static_assert(takes_at_place<Name, place, list_item_t<types_given, place - 1>, known>,
                      "function: no form of it takes arguments of these types; a later one than the second is of another than the "
                      "forms in the note have there, which says at which place");
}
}  // namespace detail
}  // namespace virga
