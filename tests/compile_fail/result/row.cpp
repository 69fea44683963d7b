// tests/compile_fail/result/row.cpp: columns that are asked of a row.
#include "schema.hpp"

namespace row_of_column_not_returned {
constexpr auto query = insert_into(visit).values(visit.id = 7).returning(visit.at, visit.id);
constexpr auto less = insert_into(visit).values(visit.id = 7).returning(visit.at);

#ifdef REJECT
auto read(const row_of<decltype(less)>& row) { return row[visit.id]; }
// error: row: the select list does not have this column
// note: "id"
#else
auto read(const row_of<decltype(query)>& row) { return row[visit.id]; }
#endif
}  // namespace row_of_column_not_returned

namespace row_of_unclear_name {
constexpr auto query = select(person.id, post.id, post.title).from(post).inner_join(person, person.id == post.author_id);

#ifdef REJECT
auto read(const row_of<decltype(query)>& row) { return row["id"_c]; }
// error: row: two columns of the select list have this name; give one of them a label, or ask by the column
// note: "id"
#else
auto read(const row_of<decltype(query)>& row) { return row[post.id]; }
#endif
}  // namespace row_of_unclear_name

namespace row_of_unknown_label {
constexpr auto query = select(post.author_id, count().as<"posts">()).from(post).group_by(post.author_id);

#ifdef REJECT
auto read(const row_of<decltype(query)>& row) { return row["total"_c]; }
// error: row: the select list has no column of this name
// note: "total"
#else
auto read(const row_of<decltype(query)>& row) { return row["posts"_c]; }
#endif
}  // namespace row_of_unknown_label

namespace row_of_unselected_column {
constexpr auto query = select(post.title, post.author_id).from(post);

#ifdef REJECT
auto read(const row_of<decltype(query)>& row) { return row[post.views]; }
// error: row: the select list does not have this column
// note: "views"
#else
auto read(const row_of<decltype(query)>& row) { return row[post.title]; }
#endif
}  // namespace row_of_unselected_column
