// expect: row: the select list does not have this column
// note: "views"
#include "schema.hpp"

constexpr auto query = select(post.title, post.author_id).from(post);

#ifdef REJECT
auto read(const row_of<decltype(query)>& row) { return row[post.views]; }
#else
auto read(const row_of<decltype(query)>& row) { return row[post.title]; }
#endif
