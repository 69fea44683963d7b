// virga/catalog/in_order.hpp: the keys of an index, the partitions of a table.
#pragma once

#include <cstddef>  // std::size_t
#include <utility>  // std::index_sequence

namespace virga::detail {

template <std::size_t Position, class Item>
struct in_order_at {
    Item item;
};
/// Things in their order. A std::tuple of two costs the compiler as much as the table that they are of, and its functions have the
/// names of all of them in theirs.
template <class Positions, class... Items>
struct all_in_order;
template <std::size_t... Positions, class... Items>
struct all_in_order<std::index_sequence<Positions...>, Items...> : in_order_at<Positions, Items>... {};
template <class... Items>
using in_order = all_in_order<std::index_sequence_for<Items...>, Items...>;

}  // namespace virga::detail
