// tests/compile_fail/write/conflict.cpp: on_conflict and what it does.
#include "schema.hpp"

namespace conflict_names_a_column_twice {
#ifdef REJECT
constexpr auto query = insert_into(post)
                           .values(post.author_id = "u1", post.title = "Hi")
                           .on_conflict(post.author_id, post.author_id)
                           .do_nothing();
// error: on_conflict: no primary key, unique constraint or unique index covers just these columns
// note: "author_id"
#else
constexpr auto query = insert_into(post)
                           .values(post.author_id = "u1", post.title = "Hi")
                           .on_conflict(post.author_id, post.title)
                           .do_nothing();
#endif

constexpr auto text = to_sql(query);
}  // namespace conflict_names_a_column_twice

namespace conflict_on_column_of_another_table {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(person.email).do_nothing();
// error: on_conflict: names a column of another table than the insert's
// note: "email"
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing();
#endif

constexpr auto text = to_sql(query);
}  // namespace conflict_on_column_of_another_table

namespace conflict_on_expression {
#ifdef REJECT
constexpr auto query =
    insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(lower(person.email)).do_update(person.age = 7);
    // error: on_conflict: no unique index has just these keys, so they cannot conflict; declare one, written the same way
    // note: lower
#else
constexpr auto query =
    insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(person.email).do_update(person.age = 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace conflict_on_expression

namespace conflict_on_half_a_key {
#ifdef REJECT
constexpr auto query = insert_into(post)
                           .values(post.author_id = "u1", post.title = "Hi")
                           .on_conflict(post.author_id)
                           .do_update(post.views = 0);
// error: on_conflict: no primary key, unique constraint or unique index covers just these columns, so they cannot conflict
// note: "author_id"
#else
constexpr auto query = insert_into(post)
                           .values(post.author_id = "u1", post.title = "Hi")
                           .on_conflict(post.title, post.author_id)
                           .do_update(post.views = 0);
#endif

constexpr auto text = to_sql(query);
}  // namespace conflict_on_half_a_key

namespace conflict_on_no_key {
#ifdef REJECT
constexpr auto query =
    insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(person.nickname).do_nothing();
    // error: on_conflict: no primary key, unique constraint or unique index covers just these columns, so they cannot conflict
    // note: "nickname"
#else
constexpr auto query = insert_into(person).values(person.id = "u1", person.email = "a@b.c").on_conflict(person.email).do_nothing();
#endif

constexpr auto text = to_sql(query);
}  // namespace conflict_on_no_key

namespace conflict_twice {
#ifdef REJECT
constexpr auto query = insert_into(person)
                           .values(person.id = "u1", person.email = "a@b.c")
                           .on_conflict(person.id).do_nothing()
                           .on_conflict(person.email).do_nothing();
// error: on_conflict: the insert has one already
#else
constexpr auto query = insert_into(person)
                           .values(person.id = "u1", person.email = "a@b.c")
                           .on_conflict().do_nothing();
#endif

constexpr auto text = to_sql(query);
}  // namespace conflict_twice

namespace conflict_without_action {
constexpr auto conflict = insert_into(post).values(post.author_id = "u1", post.title = "Hi").on_conflict(post.author_id, post.title);
#ifdef REJECT
constexpr auto text = to_sql(conflict);
// error: to_sql: takes a finished query; an insert needs values, rows or default_values, an update set
#else
constexpr auto text = to_sql(conflict.do_nothing());
#endif
}  // namespace conflict_without_action

namespace do_update_names_a_column_of_another_table {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = coalesce(person.age, 0));
constexpr auto text = to_sql(query);
// error: set, where: names a column of a table that is not the statement's
// note: "age"
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = visit.id + 1);
constexpr auto text = to_sql(query);
#endif
}  // namespace do_update_names_a_column_of_another_table

namespace do_update_of_a_table_called_excluded {
template <class t>
struct excluded_fields {
    pg::bigint<t, "id", primary_key> id;
    pg::text<t, "reason", not_null> reason;
};
inline constexpr table<"excluded", excluded_fields> left_out;
constexpr auto made = insert_into(left_out).values(left_out.id = arg<"id">, left_out.reason = arg<"reason">).on_conflict(left_out.id);
#ifdef REJECT
constexpr auto text = to_sql(made.do_update(left_out.reason = excluded(left_out.reason)));
// error: do_update: the table is called excluded, as SQL calls the row that was to be inserted; rename the table
// note: "excluded"
#else
constexpr auto text = to_sql(made.do_nothing());
#endif
}  // namespace do_update_of_a_table_called_excluded

namespace do_update_of_another_table {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(person.age = 7);
// error: values, set: sets a column of another table than the statement's
// note: "age"
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = now());
#endif

constexpr auto text = to_sql(query);
}  // namespace do_update_of_another_table

namespace do_update_of_nothing {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update();
// error: do_update: sets no column; name at least one, or write do_nothing()
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_nothing();
#endif

constexpr auto text = to_sql(query);
}  // namespace do_update_of_nothing

namespace do_update_sets_a_column_twice {
#ifdef REJECT
constexpr auto query =
    insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = now(), visit.at = excluded(visit.at));
    // error: values, set: sets a column twice
    // note: "at"
#else
constexpr auto query =
    insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = excluded(visit.at));
#endif

constexpr auto text = to_sql(query);
}  // namespace do_update_sets_a_column_twice

namespace do_update_with_aggregate {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = count());
constexpr auto text = to_sql(query);
// error: set, where: an aggregate has no group here; write a subquery
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.id = excluded(visit.id));
constexpr auto text = to_sql(query);
#endif
}  // namespace do_update_with_aggregate

namespace do_update_without_target {
#ifdef REJECT
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict().do_update(visit.at = now());
// error: do_update: on_conflict must name the columns that may conflict
#else
constexpr auto query = insert_into(visit).values(visit.id = 7).on_conflict(visit.id).do_update(visit.at = now());
#endif

constexpr auto text = to_sql(query);
}  // namespace do_update_without_target
