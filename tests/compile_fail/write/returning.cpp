// tests/compile_fail/write/returning.cpp: what a statement returns.
#include "schema.hpp"

namespace delete_without_where_returning {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(post).returning(post.id));
// error: delete: has no where and would delete every row; write .where(...), or .all_rows()
// note: "post"
#else
constexpr auto text = to_sql(delete_from(post).where(post.pinned).returning(post.id));
#endif
}  // namespace delete_without_where_returning

namespace excluded_in_returning {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing().returning(excluded(visit.at));
constexpr auto text = to_sql(query);
// error: excluded: the row that was to be inserted is known in do_update only, and in its where
// note: "at"
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing().returning(visit.at);
constexpr auto text = to_sql(query);
#endif
}  // namespace excluded_in_returning

namespace returning_a_value {
#ifdef REJECT
constexpr auto query = update(visit).set(visit.at = now()).all_rows().returning("id");
// error: returning: takes columns, expressions and the table, one at least
#else
constexpr auto query = update(visit).set(visit.at = now()).all_rows().returning(visit.id);
#endif

constexpr auto text = to_sql(query);
}  // namespace returning_a_value

namespace returning_an_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(visit).where(visit.id > 7).returning(count()));
// error: returning: an aggregate has no group here; run a select
#else
constexpr auto text = to_sql(delete_from(visit).where(visit.id > 7).returning(visit.id));
#endif
}  // namespace returning_an_aggregate

namespace returning_column_of_another_table {
#ifdef REJECT
constexpr auto text = to_sql(insert_into(visit).values(visit.id = 7).returning(visit.at, person.email));
// error: returning: names a column of a table that is not the statement's
// note: "email"
#else
constexpr auto text = to_sql(insert_into(visit).values(visit.id = 7).returning(visit.at, visit.id));
#endif
}  // namespace returning_column_of_another_table

namespace returning_nothing {
#ifdef REJECT
constexpr auto query = insert_into(visit).default_values().returning();
// error: returning: takes columns, expressions and the table, one at least
#else
constexpr auto query = insert_into(visit).default_values().returning(visit);
#endif

constexpr auto text = to_sql(query);
}  // namespace returning_nothing

namespace returning_twice {
#ifdef REJECT
constexpr auto query = insert_into(visit).default_values().returning(visit.id).returning(visit.at);
// error: returning: the statement has one already; name all in it
#else
constexpr auto query = insert_into(visit).default_values().returning(visit.id, visit.at);
#endif

constexpr auto text = to_sql(query);
}  // namespace returning_twice

namespace old_in_where {
#ifdef REJECT
constexpr auto text = to_sql(update(visit).set(visit.at = now()).where(old(visit.id) == 1));
// error: old, new_: the values of a row before and after are known in returning only; elsewhere name the column
#else
constexpr auto text = to_sql(update(visit).set(visit.at = now()).where(visit.id == 1).returning(old(visit.at)));
#endif
}  // namespace old_in_where

namespace old_of_another_table {
#ifdef REJECT
constexpr auto text = to_sql(update(visit).set(visit.at = now()).from(post).where(post.id == visit.id).returning(old(post.title)));
// error: old, new_: only the table that is written has values before and after; name the column of the other table
#else
constexpr auto text = to_sql(update(visit).set(visit.at = now()).from(post).where(post.id == visit.id).returning(post.title));
#endif
}  // namespace old_of_another_table

namespace new_of_a_row_that_is_gone {
#ifdef REJECT
constexpr auto text = to_sql(delete_from(visit).where(visit.id == 2).returning(new_(visit.at)));
// error: new_: a row that is deleted has no values after; name the column, or old(...)
#else
constexpr auto text = to_sql(delete_from(visit).where(visit.id == 2).returning(old(visit.at)));
#endif
}  // namespace new_of_a_row_that_is_gone

namespace old_beside_a_table_called_so {
#ifdef REJECT
constexpr auto before = post.as<"old">();
constexpr auto text = to_sql(update(visit).set(visit.at = now()).from(before).where(before.id == visit.id).returning(old(visit.id)));
// error: old, new_: a table of the statement is called so, as SQL calls the row before or after; use an alias of it
#else
constexpr auto before = post.as<"before">();
constexpr auto text = to_sql(update(visit).set(visit.at = now()).from(before).where(before.id == visit.id).returning(old(visit.id)));
#endif
}  // namespace old_beside_a_table_called_so
