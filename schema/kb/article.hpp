// schema/kb/article.hpp: articles of the knowledge base; their text lies in revisions.
#pragma once

#include <tuple>  // std::tuple

#include <schema/kb/collection.hpp>
#include <virga.hpp>

namespace app::kb {
using namespace virga;

template <class t>
struct article_fields {
    pg::uuid<t, "id", primary_key, default_random> id;
    pg::uuid<t, "collection_id", not_null, references<collection.id, on_delete::restrict>> collection_id;
    pg::varchar<t, "title", 200, not_null> title;
    pg::numeric<t, "rating", 3, 2> rating;       // 0.00 to 5.00, none until somebody rated it
    pg::double_precision<t, "search_rank", not_null, default_to<1.0>> search_rank;
    pg::boolean<t, "is_public", not_null, default_to<false>> is_public;
    pg::date<t, "review_on"> review_on;

    static constexpr auto constraints(const auto& article) {
        return std::tuple{
            pg::check<"article_rating_in_range">(article.rating.between(0, 5)),
            pg::unique_index<"article_title_in_collection">(article.collection_id, lower(article.title)),
        };
    }
};
inline constexpr table<"article", article_fields, "kb"> article;
using article_row = row<article>;
}  // namespace app::kb
