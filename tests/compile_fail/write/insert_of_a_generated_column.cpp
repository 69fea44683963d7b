// expect: values, set: the server alone writes this column; leave it out, or declare it identity_by_default
// note: "id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(post).values(post.id = 7, post.author_id = "u1", post.title = "Hi");
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi");
#endif

constexpr auto text = to_sql(query);
