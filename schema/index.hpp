// schema/index.hpp: the whole schema of the reference app. A new domain is a folder, an include and an entry here.
#pragma once

#include <schema/auth/index.hpp>
#include <schema/cms/index.hpp>
#include <schema/kb/index.hpp>

namespace app {
inline constexpr auto schema = virga::schema(auth::domain, cms::domain, kb::domain);
}  // namespace app

template <>
inline constexpr auto virga::app_schema<> = app::schema;
