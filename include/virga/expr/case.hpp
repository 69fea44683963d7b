// virga/expr/case.hpp: case_when(condition, value).when(condition, value).otherwise(value).
#pragma once

#include <cstddef>      // std::size_t
#include <type_traits>  // std::is_void_v, std::decay_t
#include <utility>      // std::index_sequence

#include <virga/expr/functions/common.hpp>  // virga::detail::common_t
#include <virga/expr/logic.hpp>             // virga::is_condition
#include <virga/expr/typed_value.hpp>       // virga::detail::type_of_value

namespace virga {

namespace node {
/// `when condition then result`, a part of a case.
template <class Condition, class Result>
struct branch : leaf {
    using children = list<Condition, Result>;
    using type = typename Result::type;
    template <class From>
    static constexpr bool nullable_in = Result::template nullable_in<From>;
    static constexpr void write(writer& out) {
        out.text(" when ");
        Condition::write(out);
        out.text(" then ");
        Result::write(out);
    }
};

/// `case when ... else otherwise end`; without `Otherwise`, which is void then, NULL where no condition is true.
template <class Type, class Otherwise, class... Branches>
struct case_of : leaf {
    using children = list<Branches..., Otherwise>;
    using type = Type;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        out.text("case");
        (Branches::write(out), ...);
        out.text(" else ");
        Otherwise::write(out);
        out.text(" end");
    }
};
template <class Type, class... Branches>
struct case_of<Type, void, Branches...> : leaf {
    using children = list<Branches...>;
    using type = Type;
    template <class From>
    static constexpr bool nullable_in = true;
    static constexpr void write(writer& out) {
        out.text("case");
        (Branches::write(out), ...);
        out.text(" end");
    }
};
}  // namespace node

namespace detail {
/// What a branch holds: an expression, an argument, or a value as a query holds one. `Given` is what it was given as.
template <class Given, class Held>
struct held_result {
    using given = Given;
    Held held;
};
template <class Condition, class Result>
struct held_branch {
    Condition condition;
    Result result;
};

template <class Given>
[[gnu::always_inline]] constexpr auto hold_result(Given&& given) {
    using value = std::decay_t<Given>;
    if constexpr (expression_like<value> or is_argument<value>) return held_result<value, value>{given};
    else return held_result<value, decltype(hold(static_cast<Given&&>(given)))>{hold(static_cast<Given&&>(given))};
}

/// The type of a case: that of its expressions, the one after else first, as PostgreSQL has it; of values alone, their own.
template <class First, class... Rest>
constexpr auto type_of_case() {
    if constexpr (not std::is_void_v<typename first_expression_type<First, Rest...>::type>) {
        using type = common_t<First, Rest...>;
        if constexpr (not std::is_void_v<type>) return list<type>{};
    } else {
        using type = typename type_of_value<First>::type;
        if constexpr (not std::is_void_v<type>) {
            if constexpr ((std::is_same_v<type, typename type_of_value<Rest>::type> and ...)) return list<type>{};
        }
    }
}

/// A result, as an expression of a case of `Type`.
template <class Type, bool TellsType, class Given, class Held>
[[gnu::always_inline]] constexpr auto result_operand(const held_result<Given, Held>& result) {
    if constexpr (expression_like<Given>) return result.held;
    else if constexpr (is_argument<Given>) return operand<Type>(result.held);
    else if constexpr (TellsType) return expression<node::cast_parameter<Type>, values<bound<Type, Held>>>{{}, {{{result.held}}}};
    else return expression<node::parameter<Type>, values<bound<Type, Held>>>{{}, {{{result.held}}}};
}

template <class Type, bool TellsType, class Condition, class Result>
[[gnu::always_inline]] constexpr auto branch_operand(const held_branch<Condition, Result>& branch) {
    const auto result = result_operand<Type, TellsType>(branch.result);
    using tree = node::branch<tree_of<Condition>, tree_of<decltype(result)>>;
    return make_expression<tree>(branch.condition.parameters, result.parameters);
}
template <class Type, class Otherwise, class... Branches>
[[gnu::always_inline]] constexpr auto make_case(const Otherwise& otherwise, const Branches&... branches) {
    using tree = node::case_of<Type, tree_of<Otherwise>, tree_of<Branches>...>;
    using all_values = joined_values<values_in<Branches>..., values_in<Otherwise>>;
    return expression<tree, all_values>{{}, join(branches.parameters..., otherwise.parameters)};
}
template <class Type, class... Branches>
[[gnu::always_inline]] constexpr auto make_open_case(const Branches&... branches) {
    using tree = node::case_of<Type, void, tree_of<Branches>...>;
    return expression<tree, joined_values<values_in<Branches>...>>{{}, join(branches.parameters...)};
}
}  // namespace detail

/// Whether all results of a case are of one type: expressions of it, and values that it takes.
template <class... Results>
inline constexpr bool are_results_of_one_type = not std::is_void_v<decltype(detail::type_of_case<Results...>())>;

namespace detail {
template <class... Results>
constexpr auto refuse_case() {
    if constexpr (not none_misplaced<Results...>)
        refuse_misplaced<typename first_misplaced<Results...>::type, node::case_of<void, void>, Results...>();
    else
        static_assert(are_results_of_one_type<Results...> or (was_refused_before<Results> or ...),
                      "case_when: its results must be of one type, expressions and values; write cast where they are not");
    return refuse<types::text>();
}
}  // namespace detail

/// A case that goes on: `when(condition, result)` adds a branch, `otherwise(result)` or `end()` ends it.
template <class... Branches>
struct open_case : detail::open_case_base {
    values<Branches...> branches;

    constexpr explicit open_case(const values<Branches...>& all) : branches(all) {}

    /// `when condition then result`
    template <class Condition, class Result>
    [[nodiscard, gnu::always_inline]] constexpr auto when(const Condition& condition, Result&& result) const {
        if constexpr (not is_condition<Condition>) {
            static_assert(is_condition<Condition>, "when: takes a condition and a result; compare the column with something");
            return *this;
        } else {
            using result_type = decltype(detail::hold_result(static_cast<Result&&>(result)));
            using branch = detail::held_branch<Condition, result_type>;
            return open_case<Branches..., branch>{
                detail::join(branches, values<branch>{{{{condition, detail::hold_result(static_cast<Result&&>(result))}}}})};
        }
    }

    /// `else result end`
    template <class Result>
    [[nodiscard, gnu::always_inline]] constexpr auto otherwise(Result&& result) const {
        using given = std::decay_t<Result>;
        if constexpr (not are_results_of_one_type<given, typename given_in<Branches>::type...>) {
            return detail::refuse_case<given, typename given_in<Branches>::type...>();
        } else {
            using type = list_item_t<decltype(detail::type_of_case<given, typename given_in<Branches>::type...>()), 0>;
            constexpr bool tells = not(expression_like<given> or ... or expression_like<typename given_in<Branches>::type>);
            const auto last = detail::result_operand<type, tells>(detail::hold_result(static_cast<Result&&>(result)));
            return with_branches([&](const auto&... each) {
                return detail::make_case<type>(last, detail::branch_operand<type, tells>(each)...);
            }, std::index_sequence_for<Branches...>{});
        }
    }

    /// `end`: NULL where no condition is true.
    [[nodiscard, gnu::always_inline]] constexpr auto end() const {
        if constexpr (not are_results_of_one_type<typename given_in<Branches>::type...>) {
            return detail::refuse_case<typename given_in<Branches>::type...>();
        } else {
            using type = list_item_t<decltype(detail::type_of_case<typename given_in<Branches>::type...>()), 0>;
            constexpr bool tells = not(expression_like<typename given_in<Branches>::type> or ...);
            return with_branches([&](const auto&... each) {
                return detail::make_open_case<type>(detail::branch_operand<type, tells>(each)...);
            }, std::index_sequence_for<Branches...>{});
        }
    }

private:
    template <class Branch>
    struct given_in;
    template <class Condition, class Result>
    struct given_in<detail::held_branch<Condition, Result>> {
        using type = typename Result::given;
    };
    template <class Use, std::size_t... Indexes>
    [[gnu::always_inline]] constexpr auto with_branches(Use use, std::index_sequence<Indexes...>) const {
        return use(static_cast<const detail::slot<Indexes, Branches>&>(branches).parameter...);
    }
};

/// `case when condition then result ... end`: `.when(condition, result)` goes on, `.otherwise(result)` says what else, and
/// `.end()` leaves that NULL.
template <class Condition, class Result>
[[nodiscard, gnu::always_inline]] constexpr auto case_when(const Condition& condition, Result&& result) {
    if constexpr (not is_condition<Condition>) {
        static_assert(is_condition<Condition>, "case_when: takes a condition and a result; compare the column with something");
        const expression<node::refused<types::boolean>> stand_in{};
        return open_case<>{no_parameters}.when(stand_in, static_cast<Result&&>(result));
    } else {
        return open_case<>{no_parameters}.when(condition, static_cast<Result&&>(result));
    }
}
}  // namespace virga
