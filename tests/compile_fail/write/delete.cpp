// tests/compile_fail/write/delete.cpp: deletes.
#include "schema.hpp"

namespace delete_from_a_column {
#ifdef REJECT
constexpr auto query = delete_from(person.id).where(person.id == "u1");
// error: delete_from: takes a table, not an alias of one; give another name to the table beside it, in using_
#else
constexpr auto query = delete_from(person).where(person.id == "u1");
#endif

constexpr auto text = to_sql(query);
}  // namespace delete_from_a_column

namespace delete_where_and_all_rows {
#ifdef REJECT
constexpr auto query = delete_from(post).where(post.id == 7).all_rows();
// error: all_rows: the statement says which rows already
#else
constexpr auto query = delete_from(post).all_rows();
#endif

constexpr auto text = to_sql(query);
}  // namespace delete_where_and_all_rows

namespace delete_where_has_an_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).where(max(post.views) > 7));
// error: set, where: an aggregate has no group here; write a subquery
#else
constexpr auto text = to_sql(delete_from(post).where(post.views > 7));
#endif
}  // namespace delete_where_has_an_aggregate

namespace delete_where_is_not_boolean {
#ifdef REJECT
constexpr auto query = delete_from(post).where(post.id);
// error: where: takes a boolean expression; compare the column with something
// note: "id"
#else
constexpr auto query = delete_from(post).where(post.id == arg<"id">);
#endif

constexpr auto text = to_sql(query);
}  // namespace delete_where_is_not_boolean

namespace delete_where_names_an_alias {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(person).where(chief.id == "u1"));
// error: set, where: names a column of a table that is not the statement's
// note: "chief"
#else
constexpr auto text = to_sql(delete_from(person).where(person.id == "u1"));
#endif
}  // namespace delete_where_names_an_alias

namespace delete_where_subquery_is_wrong {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).where(post.author_id.in(select(person.id).from(person).where(chief.age > 7))));
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "chief"
#else
constexpr auto text = to_sql(delete_from(post).where(post.author_id.in(select(person.id).from(person).where(person.age > 7))));
#endif
}  // namespace delete_where_subquery_is_wrong

namespace delete_without_where {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(post));
// error: delete: has no where and would delete every row; write .where(...), or .all_rows()
// note: "post"
#else
constexpr auto text = to_sql(delete_from(post).all_rows());
#endif
}  // namespace delete_without_where
