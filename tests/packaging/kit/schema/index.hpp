// schema/index.hpp: the whole schema of a small app.
#pragma once

#include <schema/shop/index.hpp>

namespace app {
inline constexpr auto schema = virga::schema(shop::domain);
}  // namespace app
