// expect: on_conflict: no primary key, unique constraint or unique index covers just these columns
// note: "author_id"
#include "schema.hpp"

#ifdef REJECT
constexpr auto query = insert_into(post)
                           .values(post.author_id = "u1", post.title = "Hi")
                           .on_conflict(post.author_id, post.author_id)
                           .do_nothing();
#else
constexpr auto query = insert_into(post)
                           .values(post.author_id = "u1", post.title = "Hi")
                           .on_conflict(post.author_id, post.title)
                           .do_nothing();
#endif

constexpr auto text = to_sql(query);
