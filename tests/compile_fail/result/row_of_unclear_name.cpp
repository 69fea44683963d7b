// expect: row: two columns of the select list have this name; give one of them a label, or ask by the column
// note: "id"
#include "schema.hpp"

constexpr auto query = select(person.id, post.id, post.title).from(post).inner_join(person, person.id == post.author_id);

#ifdef REJECT
auto read(const row_of<decltype(query)>& row) { return row["id"_c]; }
#else
auto read(const row_of<decltype(query)>& row) { return row[post.id]; }
#endif
