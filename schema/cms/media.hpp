// schema/cms/media.hpp: uploaded pictures and files.
#pragma once

#include <tuple>  // std::tuple

#include <schema/auth/user.hpp>
#include <schema/cms/timestamps.hpp>
#include <virga.hpp>

namespace app::cms {
using namespace virga;

template <class t>
struct media_fields {
    pg::uuid<t, "id", primary_key, default_random> id;
    pg::text<t, "uploaded_by", references<auth::user.id, on_delete::set_null>> uploaded_by;
    pg::varchar<t, "file_name", 255, not_null> file_name;
    pg::varchar<t, "content_type", 100, not_null> content_type;
    pg::bigint<t, "size_bytes", not_null> size_bytes;
    pg::bytea<t, "sha256", not_null, unique> sha256;
    pg::jsonb<t, "details", not_null, default_sql<"'{}'">> details;  // width, height, duration ...
    timestamps<t> audit;

    static constexpr auto constraints(const auto& media) {
        return std::tuple{
            pg::check<"media_size_not_negative">(media.size_bytes >= 0),
            pg::index<"media_details">(media.details).template method<pg::gin>(),
        };
    }
};
inline constexpr table<"media", media_fields> media;
using media_row = row<media>;
}  // namespace app::cms
