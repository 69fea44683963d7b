// virga/catalog/commented.hpp: a constraint, index or policy with a comment.
#pragma once

#include <tuple>  // std::tuple, std::apply

#include <virga/text/fixed_string.hpp>  // virga::fixed_string

namespace virga {

/// What a table holds, and what is said of it in the catalog of the database.
template <fixed_string Text, class Item>
struct commented {
    Item item;
};

template <class>
inline constexpr bool is_commented = false;
template <fixed_string Text, class Item>
inline constexpr bool is_commented<commented<Text, Item>> = true;

namespace detail {
template <class Item>
constexpr const Item& without_comment(const Item& item) {
    return item;
}
template <fixed_string Text, class Item>
constexpr const Item& without_comment(const commented<Text, Item>& of) {
    return of.item;
}
template <class Item>
struct uncommented {
    using type = Item;
};
template <fixed_string Text, class Item>
struct uncommented<commented<Text, Item>> {
    using type = Item;
};
template <class Item>
using without_comment_t = typename uncommented<Item>::type;
template <class... Items>
struct uncommented<std::tuple<Items...>> {
    using type = std::tuple<without_comment_t<Items>...>;
};
/// What is declared of a table as queries need it, which know of no comments.
template <class... Items>
constexpr auto without_comments(const std::tuple<Items...>& all) {
    if constexpr (not(is_commented<Items> or ...)) return all;
    else return std::apply([](const Items&... each) { return std::tuple{without_comment(each)...}; }, all);
}
}  // namespace detail
}  // namespace virga
