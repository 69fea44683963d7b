// schema/cms/tag.hpp: tags of posts.
#pragma once

#include <virga.hpp>

namespace app::cms {
using namespace virga;

template <class t>
struct tag_fields {
    pg::integer<t, "id", identity, primary_key> id;
    pg::varchar<t, "name", 40, not_null, unique> name;
};
inline constexpr table<"tag", tag_fields> tag;
using tag_row = row<tag>;
}  // namespace app::cms
