// tests/compile_fail/select/subquery.cpp: queries within queries.
#include "schema.hpp"

namespace exists_aggregates_the_query_around {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.author_id).from(post).group_by(post.author_id).having(count(person.email) > 1)));
constexpr auto text = to_sql(query);
// error: select: an aggregate names only columns of the query around
// note: "email"
#else
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.author_id).from(post).group_by(post.author_id).having(count(post.title) > 1)));
constexpr auto text = to_sql(query);
#endif
}  // namespace exists_aggregates_the_query_around

namespace exists_has_aggregate_in_where {
#ifdef REJECT
constexpr auto query =
    select(person.id).from(person).where(exists(select(post.author_id).from(post).where(count() > 1).group_by(post.author_id)));
constexpr auto text = to_sql(query);
// error: where: an aggregate is known only after grouping; put the condition into having
#else
constexpr auto query =
    select(person.id).from(person).where(exists(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1)));
constexpr auto text = to_sql(query);
#endif
}  // namespace exists_has_aggregate_in_where

namespace exists_names_a_column_of_no_query {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(exists(select(post.id).from(post).where(post.author_id == chief.id)));
constexpr auto text = to_sql(query);
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "chief"
#else
constexpr auto query = select(person.id).from(person).where(exists(select(post.id).from(post).where(post.author_id == person.id)));
constexpr auto text = to_sql(query);
#endif
}  // namespace exists_names_a_column_of_no_query

namespace exists_where_is_not_boolean {
#ifdef REJECT
constexpr auto text = to_sql(select(person.id).from(person).where(exists(select(post.id).from(post).where(post.views))));
// error: where: takes a boolean expression; compare the column with something
#else
constexpr auto text = to_sql(select(person.id).from(person).where(exists(select(post.id).from(post).where(post.pinned))));
#endif
}  // namespace exists_where_is_not_boolean

namespace in_select_has_ungrouped_column {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.id.in(select(post.author_id).from(post).having(count() > 1)));
constexpr auto text = to_sql(query);
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "author_id"
#else
constexpr auto query =
    select(person.id).from(person).where(person.id.in(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1)));
constexpr auto text = to_sql(query);
#endif
}  // namespace in_select_has_ungrouped_column

namespace on_subquery_names_a_table_joined_later {
#ifdef REJECT
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(person, exists(select(visit.id).from(visit).where(chief.id == post.author_id)))
                           .inner_join(chief, chief.id == person.chief_id);
constexpr auto text = to_sql(query);
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "chief"
#else
constexpr auto query = select(post.title)
                           .from(post)
                           .inner_join(chief, chief.id == post.author_id)
                           .inner_join(person, exists(select(visit.id).from(visit).where(chief.id == person.chief_id)));
constexpr auto text = to_sql(query);
#endif
}  // namespace on_subquery_names_a_table_joined_later

namespace subquery_in_a_subquery_names_no_table {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.id).from(post).where(post.author_id.in(select(chief.id).from(chief).where(chief.age > visit.id)))));
constexpr auto text = to_sql(query);
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "visit"
#else
constexpr auto query = select(person.id).from(person).where(
    exists(select(post.id).from(post).where(post.author_id.in(select(chief.id).from(chief).where(chief.age > person.age)))));
constexpr auto text = to_sql(query);
#endif
}  // namespace subquery_in_a_subquery_names_no_table

namespace outer_table_behind_one_of_its_name {
constexpr auto near = select(post.id, post.author_id).from(post);
#ifdef REJECT
constexpr auto within = near.as<"person">();
constexpr auto text = to_sql(select(person.id).from(person).where(exists(select(within[post.id]).from(within).where(within[post.author_id] == person.id))));
// error: from: another table of this name stands nearer, and SQL would take the column for one of that; give one of the two
//     another name, by .as<"name">()
#else
constexpr auto within = near.as<"within">();
constexpr auto text = to_sql(select(person.id).from(person).where(exists(select(within[post.id]).from(within).where(within[post.author_id] == person.id))));
#endif
}  // namespace outer_table_behind_one_of_its_name
