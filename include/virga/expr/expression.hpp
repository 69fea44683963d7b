// virga/expr/expression.hpp: a node with the values that belong to it, as users combine it.
#pragma once

#include <cstddef>      // std::size_t

#include <virga/expr/given.hpp>         // virga::detail::plain_t
#include <virga/expr/node.hpp>          // virga::node
#include <virga/expr/values.hpp>        // virga::values
#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

namespace detail {
struct expression_base {};
}  // namespace detail

/// Whether `Value` is an expression: a column, a function call, a predicate.
template <class Value>
concept expression_like = __is_base_of(detail::expression_base, detail::plain_t<Value>);

/// What every expression can be asked for in SQL's own words. The definitions stand in the headers of these words.
template <class Self>
struct operations : detail::expression_base {
    /// `self is null`
    [[nodiscard, gnu::always_inline]] constexpr auto is_null() const;
    /// `self is not null`
    [[nodiscard, gnu::always_inline]] constexpr auto is_not_null() const;
    /// `self is true`: false where it is NULL. For conditions, as the next two.
    [[nodiscard, gnu::always_inline]] constexpr auto is_true() const;
    /// `self is false`
    [[nodiscard, gnu::always_inline]] constexpr auto is_false() const;
    /// `self is unknown`: whether the condition is NULL.
    [[nodiscard, gnu::always_inline]] constexpr auto is_unknown() const;
    /// `self is distinct from other`: `!=` to which NULL is a value like others. An optional may stand there.
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto is_distinct_from(Other&& other) const;
    /// `self is not distinct from other`: `==` to which NULL is a value like others.
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto is_not_distinct_from(Other&& other) const;
    /// `self like pattern`: `%` is any text, `_` any character; `like(pattern, escaped_by<'!'>)` escapes them by `!`.
    template <class Pattern, class... Escape>
    [[nodiscard, gnu::always_inline]] constexpr auto like(Pattern&& pattern, Escape... escape) const;
    /// `self ilike pattern`: like, whatever the case of letters.
    template <class Pattern, class... Escape>
    [[nodiscard, gnu::always_inline]] constexpr auto ilike(Pattern&& pattern, Escape... escape) const;
    /// `self similar to pattern`: a regular expression of the standard's kind, which matches the whole text.
    template <class Pattern>
    [[nodiscard, gnu::always_inline]] constexpr auto similar_to(Pattern&& pattern) const;
    /// `self ~ pattern`: whether a POSIX regular expression matches a part of the text; of a tsvector `self @@ query`, whether the
    /// tsquery finds it.
    template <class Pattern>
    [[nodiscard, gnu::always_inline]] constexpr auto matches(Pattern&& pattern) const;
    /// `self ~* pattern`: the same, whatever the case of letters.
    template <class Pattern>
    [[nodiscard, gnu::always_inline]] constexpr auto matches_ignoring_case(Pattern&& pattern) const;
    /// Whether the text begins with `text`, no character of which is special.
    template <class Text>
    [[nodiscard, gnu::always_inline]] constexpr auto starts_with(Text&& text) const;
    /// Whether the text ends with `text`, no character of which is special.
    template <class Text>
    [[nodiscard, gnu::always_inline]] constexpr auto ends_with(Text&& text) const;
    /// Whether `part` stands in the text, no character of it being special; of jsonb and arrays `self @> part`.
    template <class Part>
    [[nodiscard, gnu::always_inline]] constexpr auto contains(Part&& part) const;
    /// `self <@ whole`, of jsonb and arrays.
    template <class Whole>
    [[nodiscard, gnu::always_inline]] constexpr auto contained_by(Whole&& whole) const;
    /// `self && other`: whether two arrays have an element in common.
    template <class Other>
    [[nodiscard, gnu::always_inline]] constexpr auto overlaps(Other&& other) const;
    /// `self -> key`: a member of a jsonb, or an element by its number, from 0; a range of texts is a path, `self #> path`.
    /// Of a composite value `self["name"_c]` is the attribute of that name, `(self)."name"`, which may be NULL.
    template <class Key>
    [[nodiscard, gnu::always_inline]] constexpr auto operator[](Key&& key) const;
    /// `self between low and high`, both ends included.
    template <class Low, class High>
    [[nodiscard, gnu::always_inline]] constexpr auto between(Low&& low, High&& high) const;
    /// `self = any(values)`: the range is one array parameter, whatever its size.
    template <class Range>
    [[nodiscard, gnu::always_inline]] constexpr auto in(Range&& range) const;
    template <class Value, std::size_t Size>
    [[nodiscard, gnu::always_inline]] constexpr auto in(const Value (&values)[Size]) const;
    template <class... Values>
        requires(sizeof...(Values) != 1)
    [[nodiscard]] constexpr auto in(const Values&... values) const;
    /// The expression under a name of its own in the result: `self as "Label"`.
    template <fixed_string Label>
    [[nodiscard, gnu::always_inline]] constexpr auto as() const;

    [[gnu::always_inline]] constexpr const Self& self() const { return static_cast<const Self&>(*this); }
};

/// An expression: the tree `Node` and the values of its parameters.
template <class Node, class Values = values<>>
struct expression : operations<expression<Node, Values>> {
    using tree = Node;
    [[no_unique_address]] Values parameters;
};

namespace detail {
template <class Expression>
struct expression_tree {
    using type = typename Expression::tree;
};

/// An expression of this node with these values.
template <class Node, class Values>
[[gnu::always_inline]] constexpr expression<Node, Values> make_expression(const Values& parameters) {
    return {{}, parameters};
}

/// An expression of this node with the values of two.
template <class Node, class Left, class Right>
[[gnu::always_inline]] constexpr auto make_expression(const Left& left, const Right& right) {
    return expression<Node, joined_values<Left, Right>>{{}, join(left, right)};
}

/// What a call returns after it has refused its arguments.
template <class Type>
[[gnu::always_inline]] constexpr expression<node::refused<Type>> refuse() {
    return {};
}
/// Whether something is what such a call returned: no more is said of it.
template <class Expression>
inline constexpr bool was_refused_before = false;
template <class Type>
inline constexpr bool was_refused_before<expression<node::refused<Type>>> = true;
}  // namespace detail

namespace detail {
/// Whether an expression is known to have no parameters, as a column is.
template <class Expression>
inline constexpr bool has_no_parameters = false;
template <class Node>
inline constexpr bool has_no_parameters<expression<Node>> = true;
}  // namespace detail

/// The tree of an expression.
template <class Expression>
using tree_of = typename detail::expression_tree<detail::plain_t<Expression>>::type;
/// The column type of an expression's value.
template <class Expression>
using type_of = typename tree_of<Expression>::type;

template <class>
inline constexpr bool is_labelled = false;

/// A selected expression with a name of its own.
template <fixed_string Label, class Node, class Values>
struct labelled {
    using tree = Node;
    static constexpr fixed_string label = Label;
    [[no_unique_address]] Values parameters;
};
template <fixed_string Label, class Node, class Values>
inline constexpr bool is_labelled<labelled<Label, Node, Values>> = true;

template <class Self>
template <fixed_string Label>
constexpr auto operations<Self>::as() const {
    static_assert(is_identifier<Label>, "as: a name has 1 to 63 bytes");
    return labelled<Label, tree_of<Self>, detail::values_in<Self>>{self().parameters};
}
}  // namespace virga
