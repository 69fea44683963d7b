// virga/expr/pattern.hpp: like and ilike.
#pragma once

#include <utility>  // std::forward

#include <virga/expr/misplaced.hpp>  // virga::detail::misplaced
#include <virga/expr/operand.hpp>    // virga::detail::operand
#include <virga/types/boolean.hpp>  // virga::types::boolean
#include <virga/types/text.hpp>     // virga::types::text

namespace virga {

/// Whether an expression is text, which patterns can be matched with.
template <class Expression>
inline constexpr bool is_text = type_of<Expression>::category == type_category::text;

namespace node {
/// `operand like pattern`
template <bool IgnoresCase, class Operand, class Pattern>
struct pattern_match {
    using type = types::boolean;
    using children = list<Operand, Pattern>;
    static constexpr binding bound_by = binding::pattern;
    template <class From>
    static constexpr bool nullable_in = any_nullable<From, children>;
    static constexpr void write(writer& out) {
        out.operand(&Operand::write, Operand::bound_by <= bound_by);
        out.text(IgnoresCase ? " ilike " : " like ");
        out.operand(&Pattern::write, Pattern::bound_by <= bound_by);
    }
};
}  // namespace node

namespace detail {
template <bool IgnoresCase, class Self, class Pattern>
[[gnu::always_inline]] constexpr auto match(const Self& self, Pattern&& pattern) {
    if constexpr (not is_text<Self>) {
        if constexpr (IgnoresCase) static_assert(is_text<Self>, "ilike: the left side is no text; patterns match text and varchar only");
        else static_assert(is_text<Self>, "like: the left side is no text; patterns match text and varchar only");
        return refuse<types::boolean>();
    } else if constexpr (not compares_with<expression<node::refused<types::text>>, std::decay_t<Pattern>>()) {
        if constexpr (misplaced<Pattern>)
            refuse_misplaced<std::remove_cvref_t<Pattern>, Self, node::pattern_match<IgnoresCase, tree_of<Self>, void>>();
        else if constexpr (IgnoresCase) static_assert(is_value_of<Pattern, types::text>, "ilike: the pattern is no text");
        else static_assert(is_value_of<Pattern, types::text>, "like: the pattern is no text");
        return refuse<types::boolean>();
    } else {
        const auto other = operand<types::text>(std::forward<Pattern>(pattern));
        return make_expression<node::pattern_match<IgnoresCase, tree_of<Self>, tree_of<decltype(other)>>>(self.parameters, other.parameters);
    }
}
}  // namespace detail

template <class Self>
template <class Pattern>
constexpr auto operations<Self>::like(Pattern&& pattern) const {
    return detail::match<false>(self(), std::forward<Pattern>(pattern));
}

template <class Self>
template <class Pattern>
constexpr auto operations<Self>::ilike(Pattern&& pattern) const {
    return detail::match<true>(self(), std::forward<Pattern>(pattern));
}
}  // namespace virga
