// schema/kb/index.hpp: the knowledge base.
#pragma once

#include <schema/kb/article.hpp>
#include <schema/kb/article_link.hpp>
#include <schema/kb/collection.hpp>
#include <schema/kb/relations.hpp>
#include <schema/kb/revision.hpp>

namespace app::kb {
inline constexpr auto domain = virga::domain(collection, article, revision, article_link);
}  // namespace app::kb
