// schema/kb/collection.hpp: shelves of the knowledge base, each on another one or on none.
#pragma once

#include <tuple>  // std::tuple

#include <virga.hpp>

namespace app::kb {
using namespace virga;

template <class t>
struct collection_fields {
    pg::uuid<t, "id", primary_key, default_random> id;
    pg::uuid<t, "parent_id"> parent_id;
    pg::varchar<t, "name", 120, not_null> name;
    pg::smallint<t, "position", not_null, default_to<0>> position;

    static constexpr auto constraints(const auto& collection) {
        return std::tuple{
            pg::foreign_key(collection.parent_id).references(collection.id).on_delete(on_delete::cascade),
            pg::unique<"collection_name_on_its_shelf">(collection.parent_id, collection.name),
        };
    }
};
inline constexpr table<"collection", collection_fields, "kb"> collection;
using collection_row = row<collection>;
}  // namespace app::kb
