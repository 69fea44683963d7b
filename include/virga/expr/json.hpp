// virga/expr/json.hpp: the members of a jsonb: document["a"][0].as_text(), and which there are.
#pragma once

#include <utility>  // std::forward

#include <virga/expr/attribute.hpp>  // virga::detail::attribute_called
#include <virga/expr/operation.hpp>  // virga::detail::operate

namespace virga {

/// A member of a document, or what lies at the end of a path: jsonb, or NULL where there is none. `as_text()` is its text: that of
/// a string without quotes, and NULL for null.
template <class Left, class Right, class Values>
struct expression<node::infix<operators::member, types::jsonb, Left, Right>, Values>
    : operations<expression<node::infix<operators::member, types::jsonb, Left, Right>, Values>> {
    using tree = node::infix<operators::member, types::jsonb, Left, Right>;
    [[no_unique_address]] Values parameters;

    /// `left ->> key`
    [[nodiscard, gnu::always_inline]] constexpr auto as_text() const {
        return detail::make_expression<node::infix<operators::member_as_text, types::text, Left, Right>>(parameters);
    }
};
template <class Left, class Right, class Values>
struct expression<node::infix<operators::path, types::jsonb, Left, Right>, Values>
    : operations<expression<node::infix<operators::path, types::jsonb, Left, Right>, Values>> {
    using tree = node::infix<operators::path, types::jsonb, Left, Right>;
    [[no_unique_address]] Values parameters;

    /// `left #>> path`
    [[nodiscard, gnu::always_inline]] constexpr auto as_text() const {
        return detail::make_expression<node::infix<operators::path_as_text, types::text, Left, Right>>(parameters);
    }
};

template <class Self>
template <class Key>
constexpr auto operations<Self>::operator[](Key&& key) const {
    if constexpr (is_column_label<std::decay_t<Key>>) return detail::attribute_called(self(), key);
    else if constexpr (is_value_of<Key, types::array<types::text>> and not is_argument<std::decay_t<Key>>)
        return detail::operate<operators::path>(self(), std::forward<Key>(key));
    else return detail::operate<operators::member>(self(), std::forward<Key>(key));
}

/// `document ? key`: whether an object has the member, or an array the text.
template <expression_like Document, class Key>
[[nodiscard, gnu::always_inline]] constexpr auto has_key(const Document& document, Key&& key) {
    return detail::operate<operators::has_key>(document, std::forward<Key>(key));
}
/// `document ?| keys`: whether it has one of them.
template <expression_like Document, class Keys>
[[nodiscard, gnu::always_inline]] constexpr auto has_any_key(const Document& document, Keys&& keys) {
    return detail::operate<operators::has_any_key>(document, std::forward<Keys>(keys));
}
/// `document ?& keys`: whether it has all of them.
template <expression_like Document, class Keys>
[[nodiscard, gnu::always_inline]] constexpr auto has_all_keys(const Document& document, Keys&& keys) {
    return detail::operate<operators::has_all_keys>(document, std::forward<Keys>(keys));
}
}  // namespace virga
