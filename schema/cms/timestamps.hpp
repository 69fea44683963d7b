// schema/cms/timestamps.hpp: when a row was made and last changed, for tables to embed.
#pragma once

#include <virga.hpp>

namespace app::cms {
using namespace virga;

template <class t>
struct timestamps {
    pg::timestamptz<t, "created_at", not_null, default_now> created_at;
    pg::timestamptz<t, "updated_at", not_null, default_now, on_update_now> updated_at;
};
}  // namespace app::cms
