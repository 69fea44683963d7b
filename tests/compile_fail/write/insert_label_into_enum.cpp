// expect: values, set: the value is not of the column's type
// note: "status"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.status = "draft");
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.status = post_status::draft);
#endif

constexpr auto text = to_sql(query);
