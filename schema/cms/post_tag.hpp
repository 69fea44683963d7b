// schema/cms/post_tag.hpp: which posts carry which tags.
#pragma once

#include <tuple>  // std::tuple

#include <schema/cms/post.hpp>
#include <schema/cms/tag.hpp>
#include <virga.hpp>

namespace app::cms {
using namespace virga;

template <class t>
struct post_tag_fields {
    pg::uuid<t, "post_id", not_null, references<post.id, on_delete::cascade>> post_id;
    pg::integer<t, "tag_id", not_null, references<tag.id, on_delete::cascade>> tag_id;

    static constexpr auto constraints(const auto& post_tag) {
        return std::tuple{
            pg::primary_key(post_tag.post_id, post_tag.tag_id),
            pg::index<"post_tag_by_tag">(post_tag.tag_id),
        };
    }
};
inline constexpr table<"post_tag", post_tag_fields> post_tag;
using post_tag_row = row<post_tag>;
}  // namespace app::cms
