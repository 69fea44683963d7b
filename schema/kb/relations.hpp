// schema/kb/relations.hpp: which rows of the knowledge base belong together, each end with a name.
#pragma once

#include <schema/kb/article.hpp>
#include <schema/kb/article_link.hpp>
#include <schema/kb/collection.hpp>
#include <schema/kb/revision.hpp>
#include <virga.hpp>

namespace app::kb {
inline constexpr auto articles_of_collection = many<"articles">(article.collection_id);
inline constexpr auto collection_of_article = one<"collection">(article.collection_id);
inline constexpr auto parent_of_collection = one<"parent">(collection.parent_id);
inline constexpr auto children_of_collection = many<"children">(collection.parent_id);

inline constexpr auto revisions_of_article = many<"revisions">(revision.article_id);
inline constexpr auto article_of_revision = one<"article">(revision.article_id);

inline constexpr auto links_of_revision = many<"links">(article_link.from_article_id, article_link.from_number);
inline constexpr auto target_of_link = one<"target">(article_link.to_article_id);
inline constexpr auto links_to_article = many<"linked_from">(article_link.to_article_id);
}  // namespace app::kb
