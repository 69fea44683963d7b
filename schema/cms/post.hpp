// schema/cms/post.hpp: articles of the site, from draft to archive.
#pragma once

#include <tuple>  // std::tuple

#include <schema/auth/user.hpp>
#include <schema/cms/category.hpp>
#include <schema/cms/media.hpp>
#include <schema/cms/timestamps.hpp>
#include <virga.hpp>

namespace app::cms {
using namespace virga;

enum class post_status { draft, published, archived };
inline constexpr pg::enum_type<post_status, "post_status", "draft", "published", "archived"> post_status_type;

template <class t>
struct post_fields {
    pg::uuid<t, "id", primary_key, default_random> id;
    pg::text<t, "author_id", not_null, references<auth::user.id, on_delete::cascade>> author_id;
    pg::bigint<t, "category_id", references<category.id, on_delete::set_null>> category_id;
    pg::uuid<t, "cover_id", references<media.id, on_delete::set_null>> cover_id;
    pg::text<t, "slug", not_null, unique> slug;
    pg::varchar<t, "title", 200, not_null> title;
    pg::text<t, "body", not_null, default_to<"">> body;
    pg::enumeration<t, "status", post_status_type, not_null, default_to<post_status::draft>> status;
    pg::integer<t, "views", not_null, default_to<0>> views;
    pg::jsonb<t, "meta"> meta;
    pg::timestamptz<t, "published_at"> published_at;  // none for a draft
    timestamps<t> audit;

    static constexpr auto constraints(const auto& post) {
        return std::tuple{
            pg::check<"post_views_not_negative">(post.views >= 0),
            pg::check<"post_published_has_a_date">(post.status != post_status::published or post.published_at.is_not_null()),
            pg::index<"post_live">(post.author_id, desc(post.published_at)).where(post.status == post_status::published),
            pg::index<"post_title_lower">(lower(post.title)),
            pg::index<"post_category">(post.category_id),
        };
    }
};
inline constexpr table<"post", post_fields> post;
using post_row = row<post>;
}  // namespace app::cms
