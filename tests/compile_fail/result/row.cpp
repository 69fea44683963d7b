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

namespace row_of_unknown_label_used {
constexpr auto query = select(post.author_id, count().as<"nte">()).from(post).group_by(post.author_id);

#ifdef REJECT
bool read(const row_of<decltype(query)>& row) { return row["note"_c] == 7 or row["note"_c] < row["nte"_c] + 1; }
// error: row: the select list has no column of this name
// note: "note"
#else
bool read(const row_of<decltype(query)>& row) { return row["nte"_c] == 7; }
#endif
}  // namespace row_of_unknown_label_used

namespace row_of_unselected_column_used {
constexpr auto query = select(post.title).from(post);

#ifdef REJECT
std::string read(const row_of<decltype(query)>& row) { return row[post.author_id]; }
// error: row: the select list does not have this column
// note: "author_id"
#else
std::string read(const row_of<decltype(query)>& row) { return row[post.title]; }
#endif
}  // namespace row_of_unselected_column_used
