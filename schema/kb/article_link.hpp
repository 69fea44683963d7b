// schema/kb/article_link.hpp: links from a version of an article to other articles.
#pragma once

#include <tuple>  // std::tuple

#include <schema/kb/article.hpp>
#include <schema/kb/revision.hpp>
#include <virga.hpp>

namespace app::kb {
using namespace virga;

template <class t>
struct article_link_fields {
    pg::uuid<t, "from_article_id", not_null> from_article_id;
    pg::integer<t, "from_number", not_null> from_number;
    pg::uuid<t, "to_article_id", not_null, references<article.id, on_delete::cascade>> to_article_id;
    pg::text<t, "note"> note;

    static constexpr auto constraints(const auto& link) {
        return std::tuple{
            pg::primary_key(link.from_article_id, link.from_number, link.to_article_id),
            pg::foreign_key(link.from_article_id, link.from_number)
                .references(revision.article_id, revision.number)
                .on_delete(on_delete::cascade)
                .on_update(on_update::cascade),
            pg::check<"article_link_leads_elsewhere">(link.from_article_id != link.to_article_id),
        };
    }
};
inline constexpr table<"article_link", article_link_fields, "kb"> article_link;
using article_link_row = row<article_link>;
}  // namespace app::kb
