// expect: to_sql: takes a finished query; an insert needs values, rows or default_values, an update set
#include "schema.hpp"

constexpr auto conflict = insert_into(post).values(post.author_id = "u1", post.title = "Hi").on_conflict(post.author_id, post.title);
#ifdef REJECT
constexpr auto text = to_sql(conflict);
#else
constexpr auto text = to_sql(conflict.do_nothing());
#endif
