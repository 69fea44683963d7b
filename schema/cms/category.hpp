// schema/cms/category.hpp: categories of posts, a tree.
#pragma once

#include <tuple>  // std::tuple

#include <virga.hpp>

namespace app::cms {
using namespace virga;

template <class t>
struct category_fields {
    pg::bigint<t, "id", identity, primary_key> id;
    pg::bigint<t, "parent_id"> parent_id;  // none for a root
    pg::text<t, "slug", not_null, unique> slug;
    pg::varchar<t, "name", 80, not_null> name;

    static constexpr auto constraints(const auto& category) {
        return std::tuple{
            pg::foreign_key(category.parent_id).references(category.id).on_delete(on_delete::restrict),
            pg::check<"category_is_not_its_parent">(category.parent_id != category.id),
        };
    }
};
inline constexpr table<"category", category_fields> category;
using category_row = row<category>;
}  // namespace app::cms
