// schema/cms/relations.hpp: which rows of the site belong together, each end with a name.
#pragma once

#include <schema/auth/user.hpp>
#include <schema/cms/category.hpp>
#include <schema/cms/media.hpp>
#include <schema/cms/post.hpp>
#include <schema/cms/post_tag.hpp>
#include <schema/cms/tag.hpp>
#include <virga.hpp>

namespace app::cms {
inline constexpr auto posts_of_user = many<"posts">(post.author_id);
inline constexpr auto published_of_user = many<"published">(post.author_id).where(post.status == post_status::published);
inline constexpr auto author_of_post = one<"author">(post.author_id);

inline constexpr auto posts_of_category = many<"posts">(post.category_id);
inline constexpr auto category_of_post = one<"category">(post.category_id);
inline constexpr auto parent_of_category = one<"parent">(category.parent_id);
inline constexpr auto children_of_category = many<"children">(category.parent_id);

inline constexpr auto cover_of_post = one<"cover">(post.cover_id);
inline constexpr auto uploads_of_user = many<"uploads">(media.uploaded_by);

inline constexpr auto tags_of_post = many<"tags">().through(post_tag.post_id, post_tag.tag_id);
inline constexpr auto posts_of_tag = many<"posts">().through(post_tag.tag_id, post_tag.post_id);
}  // namespace app::cms
