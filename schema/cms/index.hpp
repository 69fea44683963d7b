// schema/cms/index.hpp: the content of the site.
#pragma once

#include <schema/cms/category.hpp>
#include <schema/cms/media.hpp>
#include <schema/cms/post.hpp>
#include <schema/cms/post_tag.hpp>
#include <schema/cms/relations.hpp>
#include <schema/cms/tag.hpp>

namespace app::cms {
inline constexpr auto domain = virga::domain(post_status_type, category, tag, media, post, post_tag);
}  // namespace app::cms
