// virga/expr/pattern.hpp: like and ilike.
#pragma once

#include <utility>  // std::forward

#include <virga/expr/misplaced.hpp>  // virga::detail::misplaced
#include <virga/expr/operand.hpp>    // virga::detail::operand
#include <virga/expr/operators.hpp>  // virga::operators, virga::node::infix
#include <virga/types/boolean.hpp>   // virga::types::boolean
#include <virga/types/text.hpp>      // virga::types::text

namespace virga {

/// Whether an expression is text, which patterns can be matched with.
template <class Expression>
inline constexpr bool is_text = type_of<Expression>::category == type_category::text;

namespace detail {
template <class Operator, class Self, class Pattern>
[[gnu::always_inline]] constexpr auto match(const Self& self, Pattern&& pattern) {
    if constexpr (not is_text<Self>) {
        if constexpr (std::is_same_v<Operator, operators::ilike>) static_assert(is_text<Self>, "ilike: the left side is no text; patterns match text and varchar only");
        else static_assert(is_text<Self>, "like: the left side is no text; patterns match text and varchar only");
        return refuse<types::boolean>();
    } else if constexpr (not compares_with<expression<node::refused<types::text>>, std::decay_t<Pattern>>()) {
        if constexpr (misplaced<Pattern>)
            refuse_misplaced<std::remove_cvref_t<Pattern>, Self, Operator>();
        else if constexpr (std::is_same_v<Operator, operators::ilike>) static_assert(is_value_of<Pattern, types::text>, "ilike: the pattern is no text");
        else static_assert(is_value_of<Pattern, types::text>, "like: the pattern is no text");
        return refuse<types::boolean>();
    } else {
        const auto other = operand<types::text>(std::forward<Pattern>(pattern));
        return make_expression<node::infix<Operator, types::boolean, tree_of<Self>, tree_of<decltype(other)>>>(self.parameters, other.parameters);
    }
}
}  // namespace detail

template <class Self>
template <class Pattern>
constexpr auto operations<Self>::like(Pattern&& pattern) const {
    return detail::match<operators::like>(self(), std::forward<Pattern>(pattern));
}

template <class Self>
template <class Pattern>
constexpr auto operations<Self>::ilike(Pattern&& pattern) const {
    return detail::match<operators::ilike>(self(), std::forward<Pattern>(pattern));
}
}  // namespace virga
