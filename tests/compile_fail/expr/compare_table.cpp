// expect: comparison
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.author_id == person);
#else
constexpr auto query = select(post.id).from(post).where(post.author_id == "u1");
#endif

constexpr auto text = to_sql(query);
