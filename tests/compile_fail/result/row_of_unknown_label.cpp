// expect: row: the select list has no column of this name
// note: "total"
#include "schema.hpp"

constexpr auto query = select(post.author_id, count().as<"posts">()).from(post).group_by(post.author_id);

#ifdef REJECT
auto read(const row_of<decltype(query)>& row) { return row["total"_c]; }
#else
auto read(const row_of<decltype(query)>& row) { return row["posts"_c]; }
#endif
