// virga/expr/shaped.hpp: conditions that may be off and keys that are chosen when a query runs: when, optional_arg, one_of.
#pragma once

#include <cstddef>      // std::size_t
#include <limits>       // std::numeric_limits
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_integral_v, std::remove_cvref_t
#include <utility>      // std::declval

#include <virga/expr/comparison.hpp>  // virga::operator==
#include <virga/expr/logic.hpp>       // virga::is_condition
#include <virga/expr/operand.hpp>     // virga::arg
#include <virga/expr/order.hpp>       // virga::detail::key_node

namespace virga {

namespace detail {
/// A choice that a query carries, among its parameters: of the alternatives, one of which is written, each has this many of the
/// parameters after it.
template <std::size_t... Counts>
struct decision {
    unsigned chosen;
};
/// A choice that the call makes: the condition of so many parameters is written if none of its optional arguments is empty.
template <std::size_t Count>
struct argument_decision {
    unsigned chosen = 1;  // where no call says otherwise
};
/// What is beyond all alternatives: the number that was given is none.
inline constexpr unsigned no_alternative = std::numeric_limits<unsigned>::max();
}  // namespace detail

namespace node {
/// A condition that is written if the query says so.
template <class Condition>
struct switched {
    using type = types::boolean;
    using children = list<Condition>;
    static constexpr void write(writer& out) {
        out.if_chosen(&Condition::write, Condition::bound_by < operators::conjunction::left_from);
    }
};
/// `left and right`, or that of the two that is written.
template <class Left, class Right>
struct shaped_conjunction {
    using type = types::boolean;
    using children = list<Left, Right>;
    static constexpr void write(writer& out) {
        out.joined(&write_side<Left>, operators::conjunction::word, &write_side<Right>);
    }

private:
    template <class Side>
    static constexpr void write_side(writer& out) {
        if constexpr (requires { Side::bound_by; }) out.operand(&Side::write, Side::bound_by < operators::conjunction::left_from);
        else Side::write(out);
    }
};
/// One of some keys of order by.
template <class... Keys>
struct chosen_key {
    using children = list<Keys...>;
    static constexpr void write(writer& out) { out.one_of({&detail::write_key<Keys>...}); }
};
}  // namespace node

/// A condition of which parts may be off. It stands in where and having, and `and` combines it. `IsSure` if a part of it never is.
template <class Node, class Values, bool IsSure>
struct shaped_condition {
    using tree = Node;
    [[no_unique_address]] Values parameters;
};
template <class>
inline constexpr bool is_shaped_condition = false;
template <class Node, class Values, bool IsSure>
inline constexpr bool is_shaped_condition<shaped_condition<Node, Values, IsSure>> = true;

/// Whether some condition always holds, so that a statement with all others off does not mean every row.
template <class Condition>
inline constexpr bool is_sure = true;
template <class Node, class Values, bool IsSure>
inline constexpr bool is_sure<shaped_condition<Node, Values, IsSure>> = IsSure;

/// `condition` if it is wanted, otherwise nothing: `where(post.published and when(filter.has_author, post.author_id ==
/// filter.author))`. The text of each shape is put together of constant parts.
template <class Condition>
[[nodiscard]] constexpr auto when(bool wanted, const Condition& condition) {
    if constexpr (not is_condition<Condition>) {
        static_assert(is_condition<Condition>, "when: takes whether the condition is wanted, and a boolean expression");
        return detail::refuse<types::boolean>();
    } else {
        using own = detail::values_in<Condition>;
        using switched_by = values<detail::decision<0, detail::count_of<own>>>;
        const auto all = detail::join(switched_by{{{{wanted ? 1U : 0U}}}}, condition.parameters);
        return shaped_condition<node::switched<tree_of<Condition>>, detail::joined_values<switched_by, own>, false>{all};
    }
}

/// An argument that may be empty, and the condition with it is then left out.
template <fixed_string Name>
struct optional_argument {
    static constexpr fixed_string name = Name;
    consteval optional_argument() {
        static_assert(has_a_name<Name>, "optional_arg: needs a name, such as optional_arg<\"author\">");
    }
};
/// `post.author_id == optional_arg<"author">`: the call gives an optional; where it is empty the condition holds for every row, and
/// is not written. It stands on the right of `==`, `!=`, `<`, `<=`, `>` and `>=`; of other conditions see `when`. As of `when`, an
/// update or delete whose conditions may all be empty does not compile.
template <fixed_string Name>
inline constexpr optional_argument<Name> optional_arg{};

namespace detail {
/// Whether a condition names an argument, and no other.
template <class Node, fixed_string Name>
inline constexpr bool names_just = [] {
    writer counting;
    Node::write(counting);
    if (counting.names() != 1) return false;
    std::string_view only;
    writer recording;
    recording.record_names(&only);
    Node::write(recording);
    return only == Name.view();
}();

template <class Slot>
constexpr const Slot& optionally(const Slot& slot) {
    return slot;
}
template <class Type, bool IsEarly>
constexpr awaited<optional_value<Type>, IsEarly> optionally(const awaited<Type, IsEarly>&) {
    return {};
}
template <std::size_t... I, class... Slots>
constexpr auto optional_values(const slots<std::index_sequence<I...>, Slots...>& all) {
    return values<std::remove_cvref_t<decltype(optionally(std::declval<const Slots&>()))>...>{
        {{optionally(static_cast<const slot<I, Slots>&>(all).parameter)}...}};
}
}  // namespace detail

/// Whether a condition is of one argument, which is that of this name.
template <class Condition, fixed_string Name>
inline constexpr bool is_condition_of_argument = detail::names_just<tree_of<Condition>, Name>;

/// The condition if the call gives the argument: `when(optional_arg<"words">, post.title.like(arg<"words">))`.
template <fixed_string Name, class Condition>
[[nodiscard]] constexpr auto when(const optional_argument<Name>&, const Condition& condition) {
    if constexpr (not is_condition<Condition>) {
        static_assert(is_condition<Condition> or detail::was_refused_before<Condition>,
                      "when: takes optional_arg<\"name\">, and a boolean expression with arg<\"name\"> in it");
        return detail::refuse<types::boolean>();
    } else if constexpr (not is_condition_of_argument<Condition, Name>) {
        static_assert(is_condition_of_argument<Condition, Name>,
                      "when: the condition has to name the argument that may be empty, by arg<\"name\">, and no other");
        return detail::refuse<types::boolean>();
    } else {
        const auto own = detail::optional_values(condition.parameters);
        using switched_by = values<detail::argument_decision<detail::count_of<decltype(own)>>>;
        const auto all = detail::join(switched_by{{{{}}}}, own);
        return shaped_condition<node::switched<tree_of<Condition>>, std::remove_cvref_t<decltype(all)>, false>{all};
    }
}

template <expression_like Left, fixed_string Name>
[[nodiscard]] constexpr auto operator==(const Left& left, const optional_argument<Name>& right) {
    return when(right, left == arg<Name>);
}
template <expression_like Left, fixed_string Name>
[[nodiscard]] constexpr auto operator!=(const Left& left, const optional_argument<Name>& right) {
    return when(right, left != arg<Name>);
}
template <expression_like Left, fixed_string Name>
[[nodiscard]] constexpr auto operator<(const Left& left, const optional_argument<Name>& right) {
    return when(right, left < arg<Name>);
}
template <expression_like Left, fixed_string Name>
[[nodiscard]] constexpr auto operator<=(const Left& left, const optional_argument<Name>& right) {
    return when(right, left <= arg<Name>);
}
template <expression_like Left, fixed_string Name>
[[nodiscard]] constexpr auto operator>(const Left& left, const optional_argument<Name>& right) {
    return when(right, left > arg<Name>);
}
template <expression_like Left, fixed_string Name>
[[nodiscard]] constexpr auto operator>=(const Left& left, const optional_argument<Name>& right) {
    return when(right, left >= arg<Name>);
}

namespace detail {
template <class Condition>
inline constexpr bool is_shapeable = is_shaped_condition<Condition>;
template <class Condition>
    requires expression_like<Condition>
inline constexpr bool is_shapeable<Condition> = is_condition<Condition>;
}  // namespace detail

/// Whether two conditions, one of which may be off, are conditions.
template <class Left, class Right>
inline constexpr bool are_conditions = detail::is_shapeable<Left> and detail::is_shapeable<Right>;
/// Whether a condition that may be off is combined by and alone: under or and not it would be unclear what is left without it.
template <class Condition>
inline constexpr bool is_never_off = not is_shaped_condition<Condition>;

namespace detail {
template <class Left, class Right>
[[nodiscard]] constexpr auto join_conditions(const Left& left, const Right& right) {
    if constexpr (not are_conditions<Left, Right>) {
        static_assert(are_conditions<Left, Right>, "and: both sides must be conditions; compare the column with something");
        return refuse<types::boolean>();
    } else {
        using both = node::shaped_conjunction<tree_of<Left>, tree_of<Right>>;
        return shaped_condition<both, joined_values<values_in<Left>, values_in<Right>>, is_sure<Left> or is_sure<Right>>{
            join(left.parameters, right.parameters)};
    }
}
template <class Left, class Right>
[[nodiscard]] constexpr auto refuse_disjunction() {
    static_assert(is_never_off<Left> and is_never_off<Right>,
                  "or: a side may be off, by when, and what is left then is unclear; put the or into the when");
    return refuse<types::boolean>();
}
}  // namespace detail

/// `left and right`, of which one may be off
template <class Node, class Values, bool IsSure, class Right>
[[nodiscard]] constexpr auto operator and(const shaped_condition<Node, Values, IsSure>& left, const Right& right) {
    return detail::join_conditions(left, right);
}
template <class Left, class Node, class Values, bool IsSure>
[[nodiscard]] constexpr auto operator and(const Left& left, const shaped_condition<Node, Values, IsSure>& right) {
    return detail::join_conditions(left, right);
}
template <class Node, class Values, bool IsSure, class Other, class OtherValues, bool OtherIsSure>
[[nodiscard]] constexpr auto operator and(const shaped_condition<Node, Values, IsSure>& left,
                                        const shaped_condition<Other, OtherValues, OtherIsSure>& right) {
    return detail::join_conditions(left, right);
}
template <class Node, class Values, bool IsSure, class Right>
[[nodiscard]] constexpr auto operator or(const shaped_condition<Node, Values, IsSure>&, const Right&) {
    return detail::refuse_disjunction<shaped_condition<Node, Values, IsSure>, Right>();
}
template <class Left, class Node, class Values, bool IsSure>
[[nodiscard]] constexpr auto operator or(const Left&, const shaped_condition<Node, Values, IsSure>&) {
    return detail::refuse_disjunction<Left, shaped_condition<Node, Values, IsSure>>();
}
template <class Node, class Values, bool IsSure, class Other, class OtherValues, bool OtherIsSure>
[[nodiscard]] constexpr auto operator or(const shaped_condition<Node, Values, IsSure>&,
                                        const shaped_condition<Other, OtherValues, OtherIsSure>&) {
    return detail::refuse_disjunction<shaped_condition<Node, Values, IsSure>, shaped_condition<Other, OtherValues, OtherIsSure>>();
}
template <class Node, class Values, bool IsSure>
[[nodiscard]] constexpr auto operator not(const shaped_condition<Node, Values, IsSure>&) {
    static_assert(is_never_off<shaped_condition<Node, Values, IsSure>>,
                  "not: the operand may be off, by when, and what is left then is unclear; put the not into the when");
    return detail::refuse<types::boolean>();
}

/// A key of order by that is chosen when the query runs.
template <class Node, class Values>
struct key_choice {
    using tree = Node;
    [[no_unique_address]] Values parameters;
};
template <class>
inline constexpr bool is_key_choice = false;
template <class Node, class Values>
inline constexpr bool is_key_choice<key_choice<Node, Values>> = true;

/// Whether something says which of some keys: a whole number, an enumerator or a bool.
template <class Choice>
inline constexpr bool is_choice = std::is_integral_v<Choice> or std::is_enum_v<Choice>;
/// Whether each can be a key of order by that is one of several.
template <class... Keys>
inline constexpr bool are_choices = sizeof...(Keys) > 1 and
                                    ((expression_like<Keys> or is_ordering<Keys> or is_column_label<Keys>) and ...);

/// The key of order by at `choice`, from 0: `order_by(one_of(request.sort, asc(post.title), desc(post.views)), post.id)`; a bool
/// chooses the second if it is true.
///
/// Errors, when the query runs: `value_error` for a choice that no key has.
template <class Choice, class... Keys>
[[nodiscard]] constexpr auto one_of(Choice choice, const Keys&... keys) {
    if constexpr (not is_choice<Choice>) {
        static_assert(is_choice<Choice>, "one_of: takes the number of a key first, from 0, or an enumerator or a bool");
        return detail::refuse<types::boolean>();
    } else if constexpr (not are_choices<Keys...>) {
        static_assert(are_choices<Keys...>, "one_of: takes two or more keys of order by: expressions, asc(x) or desc(x)");
        return detail::refuse<types::boolean>();
    } else {
        using chosen_by = values<detail::decision<detail::count_of<detail::values_in<Keys>>...>>;
        const auto number = static_cast<long long>(choice);
        const bool exists = number >= 0 and number < static_cast<long long>(sizeof...(Keys));
        const chosen_by which{{{{exists ? static_cast<unsigned>(number) : detail::no_alternative}}}};
        const auto all = detail::join(which, detail::join(keys.parameters...));
        return key_choice<node::chosen_key<detail::key_node<Keys>...>, std::remove_cvref_t<decltype(all)>>{all};
    }
}
}  // namespace virga
