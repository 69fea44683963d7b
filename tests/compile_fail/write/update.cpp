// tests/compile_fail/write/update.cpp: updates and patches.
#include "schema.hpp"

namespace patch_member_of_another_type {
patch<visit> changes() {
    patch<visit> some;
#ifdef REJECT
    some.id = 2.9;
    // error: patch: a member takes a value of its column's C++ type, or one that cannot change on the way
#else
    some.id = 2;
#endif
    return some;
}
}  // namespace patch_member_of_another_type

namespace patch_member_the_server_writes {
#ifdef REJECT
patch<post> changes() {
    patch<post> some;
    some.id = 7;
    // error: patch, insertable: the server alone writes this column; it takes no value
    return some;
}
#else
patch<post> changes() {
    patch<post> some;
    some.views = 7;
    return some;
}
#endif
}  // namespace patch_member_the_server_writes

namespace patch_of_what_the_server_writes {
/// A table that the server alone writes.
template <class t>
struct ticket_fields {
    pg::bigint<t, "id", primary_key, identity> id;
};
inline constexpr table<"ticket", ticket_fields> ticket;

#ifdef REJECT
std::string_view text_of(const patch<ticket>& change) { return to_sql(update(ticket).set(change).all_rows()); }
// error: set: the server alone writes every column of this table
// note: "ticket"
#else
std::string_view text_of(const patch<visit>& change) { return to_sql(update(visit).set(change).all_rows()); }
#endif
}  // namespace patch_of_what_the_server_writes

namespace update_all_rows_and_where {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0).all_rows().where(post.id == 7);
// error: where: the statement says which rows already; combine conditions with and
#else
constexpr auto query = update(post).set(post.views = 0).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_all_rows_and_where

namespace update_an_alias {
#ifdef REJECT
constexpr auto query = update(chief).set(chief.age = 7).all_rows();
// error: update: takes a table, not an alias of one; give another name to the table beside it, in from
// note: "chief"
#else
constexpr auto query = update(person).set(person.age = 7).all_rows();
#endif

constexpr auto text = to_sql(query);
}  // namespace update_an_alias

namespace update_sets_a_column_of_another_table {
#ifdef REJECT
constexpr auto query = update(post).set(person.age = 7).where(post.id == 7);
// error: values, set: sets a column of another table than the statement's
// note: "age"
#else
constexpr auto query = update(post).set(post.views = 7).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_a_column_of_another_table

namespace update_sets_a_column_twice {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0, post.views = 1).where(post.id == 7);
// error: values, set: sets a column twice
// note: "views"
#else
constexpr auto query = update(post).set(post.views = 0, post.pinned = true).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_a_column_twice

namespace update_sets_a_comparison {
#ifdef REJECT
constexpr auto query = update(post).set(post.views == 7).where(post.id == 7);
// error: values, set: takes assignments, column = value; set also takes one patch<> of its table
#else
constexpr auto query = update(post).set(post.views = 7).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_a_comparison

namespace update_sets_a_generated_column {
#ifdef REJECT
constexpr auto query = update(post).set(post.id = 8).where(post.id == 7);
// error: values, set: the server alone writes this column; leave it out, declare it identity_by_default, or insert with
// note: "id"
#else
constexpr auto query = update(visit).set(visit.id = 8).where(visit.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_a_generated_column

namespace update_sets_a_nullable_column {
#ifdef REJECT
constexpr auto query = update(person).set(person.email = person.nickname).where(person.id == "u1");
// error: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "email"
#else
constexpr auto query = update(person).set(person.email = coalesce(person.nickname, "none")).where(person.id == "u1");
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_a_nullable_column

namespace update_sets_a_patch_of_another_table {
std::string_view text_of([[maybe_unused]] const patch<person>& person_patch, [[maybe_unused]] const patch<visit>& visit_patch) {
#ifdef REJECT
    return to_sql(update(visit).set(person_patch).where(visit.id == 7));
    // error: values, set: takes assignments, column = value; set also takes one patch<> of its table
#else
    return to_sql(update(visit).set(visit_patch).where(visit.id == 7));
#endif
}
}  // namespace update_sets_a_patch_of_another_table

namespace update_sets_an_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = count()).where(post.id == 7));
// error: set, where: an aggregate has no group here; write a subquery
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).where(post.id == 7));
#endif
}  // namespace update_sets_an_aggregate

namespace update_sets_column_of_another_type {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = post.title).where(post.id == 7);
// error: values, set: the value is not of the column's type
// note: "views"
#else
constexpr auto query = update(post).set(post.views = length(post.title)).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_column_of_another_type

namespace update_sets_from_another_table {
#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = coalesce(person.age, 0)).where(post.id == 7));
// error: set, where: names a column of a table that is not the statement's
// note: "age"
#else
constexpr auto text = to_sql(update(post).set(post.views = post.views + 1).where(post.id == 7));
#endif
}  // namespace update_sets_from_another_table

namespace update_sets_nothing {
#ifdef REJECT
constexpr auto query = update(post).set().where(post.id == 7);
// error: set: sets no column; name at least one
#else
constexpr auto query = update(post).set(post.views = 0).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_nothing

namespace update_sets_null {
#ifdef REJECT
constexpr auto query = update(post).set(post.title = std::nullopt).where(post.id == 7);
// error: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
// note: "title"
#else
constexpr auto query = update(post).set(post.published_at = std::nullopt).where(post.id == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_sets_null

namespace update_where_is_not_boolean {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0).where(post.views);
// error: where: takes a boolean expression; compare the column with something
// note: "views"
#else
constexpr auto query = update(post).set(post.views = 0).where(post.views < 0);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_where_is_not_boolean

namespace update_where_names_another_table {
#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = 0).where(person.email == "a@b.c"));
// error: set, where: names a column of a table that is not the statement's
// note: "email"
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).where(post.author_id == "u1"));
#endif
}  // namespace update_where_names_another_table

namespace update_where_twice {
#ifdef REJECT
constexpr auto query = update(post).set(post.views = 0).where(post.id == 7).where(post.pinned);
// error: where: the statement says which rows already; combine conditions with and
#else
constexpr auto query = update(post).set(post.views = 0).where(post.id == 7 and post.pinned);
#endif

constexpr auto text = to_sql(query);
}  // namespace update_where_twice

namespace update_without_set {
#ifdef REJECT
constexpr auto text = to_sql(update(post));
// error: to_sql: takes a finished query; an insert needs values, rows or default_values, an update set
// note: "post"
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).all_rows());
#endif
}  // namespace update_without_set

namespace update_without_where {
#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = 0));
// error: update: has no where and would change every row; write .where(...), or .all_rows()
// note: "post"
#else
constexpr auto text = to_sql(update(post).set(post.views = 0).where(post.id == 7));
#endif
}  // namespace update_without_where

namespace a_nullable_argument_for_a_column_that_is_not_null {
#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.views = arg<"views", nullable>).where(post.pinned));
// error: values, set: the column is not null and the value may be NULL; take it out of the optional, or write coalesce
#else
constexpr auto text = to_sql(update(post).set(post.published_at = arg<"at", nullable>).where(post.pinned));
#endif
}  // namespace a_nullable_argument_for_a_column_that_is_not_null

namespace update_where_before_set {
#ifdef REJECT
constexpr auto text = update(post).where(post.views > 3);
// error: update: sets nothing yet; write .set(column = value) before .where(...)
#else
constexpr auto text = update(post).set(post.views = 3).where(post.views > 3);
#endif
}  // namespace update_where_before_set
