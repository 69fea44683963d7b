// expect: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "title"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = update(post).set(post.title = std::nullopt).where(post.id == 7);
#else
constexpr auto query = update(post).set(post.published_at = std::nullopt).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
