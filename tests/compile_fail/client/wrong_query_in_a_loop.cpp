// expect: comparison: the two sides are of types that do not compare; give a value of the column's own type
// note: "views"
#include "schema.hpp"

#include <virga/client/postgres.hpp>  // virga::postgres_client

std::size_t letters(postgres_client& db, const std::string& email) {
    std::size_t count = 0;
#ifdef REJECT
    for (const auto& [title, views] : db(select(post.title, post.views).from(post).where(post.views == email))) {
#else
    for (const auto& [title, views] : db(select(post.title, post.views).from(post).where(post.author_id == email))) {
#endif
        count += title.size() + static_cast<std::size_t>(views);
    }
    return count;
}
