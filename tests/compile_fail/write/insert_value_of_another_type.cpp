// expect: values, set: the value is not of the column's type
// note: "views"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.views = "many");
#else
constexpr auto query = insert_into(post).values(post.author_id = "u1", post.title = "Hi", post.views = 7);
#endif

constexpr auto text = to_sql(query);
