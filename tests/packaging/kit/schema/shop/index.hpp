// schema/shop/index.hpp: one table.
#pragma once

#include <virga.hpp>

namespace app::shop {
using namespace virga;

template <class t>
struct item_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "name", not_null> name;
};
inline constexpr table<"item", item_fields> item;
inline constexpr auto domain = virga::domain(item);
}  // namespace app::shop
