// virga/expr/pattern.hpp: like and ilike, similar to, regular expressions, and the search for a text as it is.
#pragma once

#include <string>       // std::string
#include <string_view>  // std::string_view
#include <type_traits>  // std::is_same_v
#include <utility>      // std::forward

#include <virga/expr/functions/text.hpp>  // virga::starts_with, virga::strpos, virga::reverse
#include <virga/expr/misplaced.hpp>       // virga::detail::misplaced
#include <virga/expr/operand.hpp>         // virga::detail::operand
#include <virga/expr/operation.hpp>       // virga::detail::operate
#include <virga/expr/operators.hpp>       // virga::operators, virga::node::infix
#include <virga/types/boolean.hpp>        // virga::types::boolean
#include <virga/types/text.hpp>           // virga::types::text

namespace virga {

/// Whether an expression is text, which patterns can be matched with.
template <class Expression>
inline constexpr bool is_text = type_of<Expression>::category == type_category::text;

/// The character by which a pattern says that the next one means itself; see `escaped_by`.
template <char Character>
struct escape_character {};
/// `like(pattern, escaped_by<'!'>)`: the pattern's own escape character instead of the backslash.
template <char Character>
inline constexpr escape_character<Character> escaped_by{};

namespace node {
/// `operand like pattern escape 'c'`
template <class Operator, class Operand, class Pattern, char Escape>
struct escaped_match : infix<Operator, types::boolean, Operand, Pattern> {
    static constexpr void write(writer& out) {
        infix<Operator, types::boolean, Operand, Pattern>::write(out);
        constexpr char word[]{Escape};
        out.text(" escape ");
        out.literal({word, 1});
    }
};
}  // namespace node

namespace detail {
template <class Operator, class Left, class Right>
using boolean_infix = node::infix<Operator, types::boolean, tree_of<Left>, tree_of<Right>>;

/// `Node` of the two sides is what is made.
template <class Operator, template <class, class, class> class Node, class Self, class Pattern>
[[gnu::always_inline]] constexpr auto match(const Self& self, Pattern&& pattern) {
    constexpr bool is_ilike = std::is_same_v<Operator, operators::ilike>;
    if constexpr (not is_text<Self>) {
        if constexpr (is_ilike)
            static_assert(is_text<Self>, "ilike: the left side is no text; patterns match text and varchar only");
        else static_assert(is_text<Self>, "like: the left side is no text; patterns match text and varchar only");
        return refuse<types::boolean>();
    } else if constexpr (not is_comparable_with<expression<node::refused<types::text>>, std::decay_t<Pattern>>) {
        if constexpr (misplaced<Pattern>) refuse_misplaced<std::remove_cvref_t<Pattern>, Self, Operator>();
        else if constexpr (is_ilike) static_assert(is_value_of<Pattern, types::text>, "ilike: the pattern is no text");
        else static_assert(is_value_of<Pattern, types::text>, "like: the pattern is no text");
        return refuse<types::boolean>();
    } else {
        const auto other = operand<types::text>(std::forward<Pattern>(pattern));
        return make_expression<Node<Operator, Self, decltype(other)>>(self.parameters, other.parameters);
    }
}

template <class Operator, class Self, class Pattern>
[[gnu::always_inline]] constexpr auto match_escaped(const Self& self, Pattern&& pattern) {
    return match<Operator, boolean_infix>(self, std::forward<Pattern>(pattern));
}
template <char Escape>
struct escaped_by_node {
    template <class Operator, class Left, class Right>
    using type = node::escaped_match<Operator, tree_of<Left>, tree_of<Right>, Escape>;
};
template <class Operator, class Self, class Pattern, char Escape>
[[gnu::always_inline]] constexpr auto match_escaped(const Self& self, Pattern&& pattern, escape_character<Escape>) {
    return match<Operator, escaped_by_node<Escape>::template type>(self, std::forward<Pattern>(pattern));
}

/// A text as a pattern that just it matches, with anything before or after it: a parameter is written so.
template <bool OpensBefore, bool OpensAfter>
struct literal_pattern : types::text {
    static void write(std::string& out, std::string_view value) {
        std::string pattern;
        types::text::write(pattern, value);
        out.reserve(out.size() + pattern.size() + 2);
        if (OpensBefore) out.push_back('%');
        for (const char each : pattern) {
            if (each == '\\' or each == '%' or each == '_') out.push_back('\\');
            out.push_back(each);
        }
        if (OpensAfter) out.push_back('%');
    }
};
/// Whether something is a C++ value that can be searched for.
template <class Given>
inline constexpr bool is_searched_value = not is_argument<Given> and is_value_of<Given, types::text>;

template <class Pattern, class Self, class Given>
[[gnu::always_inline]] constexpr auto search(const Self& self, Given&& given) {
    const auto pattern = operand<Pattern>(std::forward<Given>(given));
    return make_expression<boolean_infix<operators::like, Self, decltype(pattern)>>(self.parameters, pattern.parameters);
}
}  // namespace detail

/// Whether `Expression` is text and `Given` a text that can be searched in it.
template <class Expression, class Given>
inline constexpr bool can_be_searched_for =
    is_text<Expression> and is_comparable_with<detail::some_of<types::text>, Given>;

namespace detail {
template <class Self, class Given>
constexpr auto refuse_search() {
    if constexpr (misplaced<Given>) refuse_misplaced<Given, Self>();
    else static_assert(can_be_searched_for<Self, Given>, "starts_with, ends_with, contains: a text is searched for in a text");
    return refuse<types::boolean>();
}
}  // namespace detail

template <class Self>
template <class Pattern, class... Escape>
constexpr auto operations<Self>::like(Pattern&& pattern, Escape... escape) const {
    return detail::match_escaped<operators::like>(self(), std::forward<Pattern>(pattern), escape...);
}
template <class Self>
template <class Pattern, class... Escape>
constexpr auto operations<Self>::ilike(Pattern&& pattern, Escape... escape) const {
    return detail::match_escaped<operators::ilike>(self(), std::forward<Pattern>(pattern), escape...);
}
template <class Self>
template <class Pattern>
constexpr auto operations<Self>::similar_to(Pattern&& pattern) const {
    return detail::operate<operators::similar_to>(self(), std::forward<Pattern>(pattern));
}
template <class Self>
template <class Pattern>
constexpr auto operations<Self>::matches(Pattern&& pattern) const {
    constexpr auto searched = type_of<Self>::oid;
    if constexpr (searched == types::tsvector::oid or searched == types::tsquery::oid)
        return detail::operate<operators::found_by>(self(), std::forward<Pattern>(pattern));
    else
        return detail::operate<operators::matches>(self(), std::forward<Pattern>(pattern));
}
template <class Self>
template <class Pattern>
constexpr auto operations<Self>::matches_ignoring_case(Pattern&& pattern) const {
    return detail::operate<operators::matches_ignoring_case>(self(), std::forward<Pattern>(pattern));
}

// A C++ value becomes a pattern when it is encoded, so that an index of the column serves. Functions of SQL do the same
// for an expression, and for an argument, which may stand elsewhere too.

template <class Self>
template <class Given>
constexpr auto operations<Self>::starts_with(Given&& given) const {
    using text = std::decay_t<Given>;
    if constexpr (not can_be_searched_for<Self, text>) return detail::refuse_search<Self, text>();
    else if constexpr (detail::is_searched_value<text>)
        return detail::search<detail::literal_pattern<false, true>>(self(), std::forward<Given>(given));
    else return virga::starts_with(self(), std::forward<Given>(given));
}
template <class Self>
template <class Given>
constexpr auto operations<Self>::ends_with(Given&& given) const {
    using text = std::decay_t<Given>;
    if constexpr (not can_be_searched_for<Self, text>) return detail::refuse_search<Self, text>();
    else if constexpr (detail::is_searched_value<text>)
        return detail::search<detail::literal_pattern<true, false>>(self(), std::forward<Given>(given));
    else return virga::starts_with(reverse(self()), reverse(detail::operand<types::text>(std::forward<Given>(given))));
}
template <class Self>
template <class Given>
constexpr auto operations<Self>::contains(Given&& given) const {
    using text = std::decay_t<Given>;
    if constexpr (not is_text<Self>) return detail::operate<operators::contains>(self(), std::forward<Given>(given));
    else if constexpr (not can_be_searched_for<Self, text>) return detail::refuse_search<Self, text>();
    else if constexpr (detail::is_searched_value<text>)
        return detail::search<detail::literal_pattern<true, true>>(self(), std::forward<Given>(given));
    else return strpos(self(), std::forward<Given>(given)) > 0;
}
}  // namespace virga
