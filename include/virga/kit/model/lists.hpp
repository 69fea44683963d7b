// virga/kit/model/lists.hpp: what a list holds, asked at a tenth of what std::ranges costs the compiler.
#pragma once

#include <cstddef>  // std::ptrdiff_t, std::size_t

/// Lists are what keeps its items side by side: vectors, arrays, strings.
namespace virga::kit::detail {

template <class List, class Is>
[[nodiscard]] constexpr auto find_if(List&& list, const Is& is_it) {
    const std::size_t size = list.size();
    const auto* const items = list.data();
    std::size_t at = 0;
    while (at != size and not is_it(items[at])) ++at;
    return list.begin() + static_cast<std::ptrdiff_t>(at);
}
template <class List, class Value>
[[nodiscard]] constexpr auto find(List&& list, const Value& value) {
    const std::size_t size = list.size();
    const auto* const items = list.data();
    std::size_t at = 0;
    while (at != size and not(items[at] == value)) ++at;
    return list.begin() + static_cast<std::ptrdiff_t>(at);
}
/// The one whose `member` is `value`.
template <class List, class Value, class Item, class Member>
[[nodiscard]] constexpr auto find(List&& list, const Value& value, Member Item::*member) {
    const std::size_t size = list.size();
    const auto* const items = list.data();
    std::size_t at = 0;
    while (at != size and not(items[at].*member == value)) ++at;
    return list.begin() + static_cast<std::ptrdiff_t>(at);
}
template <class List, class Is>
[[nodiscard]] constexpr bool any_of(const List& list, const Is& is_it) {
    const std::size_t size = list.size();
    const auto* const items = list.data();
    for (std::size_t i = 0; i != size; ++i) {
        if (is_it(items[i])) return true;
    }
    return false;
}
template <class List, class Is>
[[nodiscard]] constexpr bool none_of(const List& list, const Is& is_it) {
    return not any_of(list, is_it);
}
template <class List, class Is>
[[nodiscard]] constexpr bool all_of(const List& list, const Is& is_it) {
    const std::size_t size = list.size();
    const auto* const items = list.data();
    for (std::size_t i = 0; i != size; ++i) {
        if (not is_it(items[i])) return false;
    }
    return true;
}
template <class List, class Value>
[[nodiscard]] constexpr std::ptrdiff_t count(const List& list, const Value& value) {
    const std::size_t size = list.size();
    const auto* const items = list.data();
    std::ptrdiff_t found = 0;
    for (std::size_t i = 0; i != size; ++i) found += items[i] == value;
    return found;
}
}  // namespace virga::kit::detail
