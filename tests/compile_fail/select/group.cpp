// tests/compile_fail/select/group.cpp: aggregates, groups and having.
#include "schema.hpp"

namespace distinct_of_two {
#ifdef REJECT
constexpr auto text = to_sql(select(count(distinct(post.author_id, post.views))).from(post));
// error: distinct: takes one expression; count rows of several by select(count()).from(select(a, b).from(...).distinct()
#else
constexpr auto text = to_sql(select(count()).from(select(post.author_id, post.views).from(post).distinct().as<"pairs">()));
#endif
}  // namespace distinct_of_two

namespace aggregate_in_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(select(max(count(post.id))).from(post).group_by(post.author_id));
// error: select: an aggregate stands within another one
#else
constexpr auto text = to_sql(select(count(post.id)).from(post).group_by(post.author_id));
#endif
}  // namespace aggregate_in_aggregate

namespace aggregate_in_aggregate_of_having {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(max(sum(post.views)) > 1));
// error: having: an aggregate stands within another one
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(sum(post.views) > 1));
#endif
}  // namespace aggregate_in_aggregate_of_having

namespace aggregate_in_group_by {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(max(post.views)));
// error: group_by: groups cannot be made by an aggregate
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.views));
#endif
}  // namespace aggregate_in_group_by

namespace aggregate_in_on {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).inner_join(post, max(post.views) > 1).group_by(person.id);
constexpr auto text = to_sql(query);
// error: on: an aggregate is known only after grouping; put the condition into having
#else
constexpr auto query =
    select(person.id).from(person).inner_join(post, post.author_id == person.id).group_by(person.id).having(max(post.views) > 1);
constexpr auto text = to_sql(query);
#endif
}  // namespace aggregate_in_on

namespace aggregate_in_where {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).where(count() > 1).group_by(post.author_id));
// error: where: an aggregate is known only after grouping; put the condition into having
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1));
#endif
}  // namespace aggregate_in_where

namespace aggregate_of_column_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(max(person.age)).from(post));
// error: select: names a column of a table that is not in from; join the table, or name the alias
// note: "age"
#else
constexpr auto text = to_sql(select(max(person.age)).from(person));
#endif
}  // namespace aggregate_of_column_not_in_from

namespace column_beside_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title, count()).from(post));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "title"
#else
constexpr auto text = to_sql(select(post.title, count()).from(post).group_by(post.title));
#endif
}  // namespace column_beside_aggregate

namespace column_not_in_group_by {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id, post.title).from(post).group_by(post.author_id));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "title"
#else
constexpr auto text = to_sql(select(post.author_id, max(post.title)).from(post).group_by(post.author_id));
#endif
}  // namespace column_not_in_group_by

namespace group_by_a_table {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(post));
// error: group_by: takes one or more expressions
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.id));
#endif
}  // namespace group_by_a_table

namespace group_by_column_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(person.email));
// error: group_by: names a column of a table that is not in from
// note: "email"
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id));
#endif
}  // namespace group_by_column_not_in_from

namespace group_by_nothing {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by());
// error: group_by: takes one or more expressions
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id));
#endif
}  // namespace group_by_nothing

namespace group_by_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id).group_by(post.status));
// error: group_by: the query has one already; name all keys in it
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id, post.status));
#endif
}  // namespace group_by_twice

namespace having_column_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id).having(max(person.age) > 7));
// error: having: names a column of a table that is not in from
// note: "age"
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.author_id).having(max(post.views) > 7));
#endif
}  // namespace having_column_not_in_from

namespace having_is_not_boolean {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count()));
// error: having: takes a boolean expression; compare the column with something
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1));
#endif
}  // namespace having_is_not_boolean

namespace having_names_ungrouped_column {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(post.views > 1));
// error: having: names a column outside of aggregates that is not in group_by
// note: "views"
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(sum(post.views) > 1));
#endif
}  // namespace having_names_ungrouped_column

namespace having_twice {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1).having(count() < 9));
// error: having: the query has one already; combine conditions with and
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1 and count() < 9));
#endif
}  // namespace having_twice

namespace having_without_group_by {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).having(count() > 1));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "author_id"
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(count() > 1));
#endif
}  // namespace having_without_group_by

namespace order_by_ungrouped_column {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).order_by(post.views));
// error: order_by: names a column outside of aggregates that is not in group_by
// note: "views"
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).order_by(max(post.views)));
#endif
}  // namespace order_by_ungrouped_column

namespace table_beside_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(select(post, count()).from(post).group_by(post.title));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "id"
#else
constexpr auto text = to_sql(select(post, count()).from(post).group_by(post.id));
#endif
}  // namespace table_beside_aggregate

namespace key_with_a_value {
#ifdef REJECT
constexpr auto text = to_sql(select(post.views / 10, count()).from(post).group_by(post.views / 10));
// error: group_by: a key that holds a value is another expression wherever it is written again; write literal<value> or arg<"name">
#else
constexpr auto text = to_sql(select(post.views / arg<"step">, count()).from(post).group_by(post.views / arg<"step">));
#endif
}  // namespace key_with_a_value

namespace key_with_a_value_in_having {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(post.views + 1).having(post.views + 1 > 5));
// error: group_by: a key that holds a value is another expression wherever it is written again; write literal<value> or arg<"name">
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.views + arg<"n">).having(post.views + arg<"n"> > 5));
#endif
}  // namespace key_with_a_value_in_having

namespace key_with_a_value_in_order_by {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(coalesce(post.published_at, now()), post.views * 2).order_by(post.views * 2));
// error: group_by: a key that holds a value is another expression wherever it is written again; write literal<value> or arg<"name">
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.views * arg<"n">).order_by(post.views * arg<"n">));
#endif
}  // namespace key_with_a_value_in_order_by

namespace grouping_of_what_is_no_key {
#ifdef REJECT
constexpr auto text = to_sql(select(grouping(post.status), count()).from(post).group_by(rollup(post.author_id)));
// error: grouping: takes keys of the query's group_by, written as they are there, with arg<"name"> for a value in one
#else
constexpr auto text = to_sql(select(grouping(post.author_id), count()).from(post).group_by(rollup(post.author_id)));
#endif
}  // namespace grouping_of_what_is_no_key

namespace grouping_of_an_expression_that_is_no_key {
#ifdef REJECT
constexpr auto text = to_sql(select(grouping(lower(post.title)), count()).from(post).group_by(rollup(upper(post.title))));
// error: grouping: takes keys of the query's group_by, written as they are there, with arg<"name"> for a value in one
#else
constexpr auto text = to_sql(select(grouping(upper(post.title)), count()).from(post).group_by(rollup(upper(post.title))));
#endif
}  // namespace grouping_of_an_expression_that_is_no_key

namespace grouping_of_what_a_key_determines {
#ifdef REJECT
constexpr auto text = to_sql(select(grouping(post.title), count()).from(post).group_by(post.id));
// error: grouping: takes keys of the query's group_by, written as they are there, with arg<"name"> for a value in one
// note: "title"
#else
constexpr auto text = to_sql(select(grouping(post.id), post.title, count()).from(post).group_by(post.id));
#endif
}  // namespace grouping_of_what_a_key_determines

namespace grouping_in_where {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).where(grouping(post.views) == 1).group_by(rollup(post.views)));
// error: where: an aggregate is known only after grouping; put the condition into having
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(rollup(post.views)).having(grouping(post.views) == 1));
#endif
}  // namespace grouping_in_where

namespace grouping_of_nothing {
#ifdef REJECT
constexpr auto text = to_sql(select(grouping()).from(post).group_by(rollup(post.views)));
// error: grouping: takes 1 to 31 expressions, keys of group_by
#else
constexpr auto text = to_sql(select(grouping(post.views)).from(post).group_by(rollup(post.views)));
#endif
}  // namespace grouping_of_nothing

namespace grouping_of_32_keys {
#ifdef REJECT
constexpr auto of_32 = [](const auto& key) {
    return grouping(key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key);
}(post.views);
// error: grouping: takes 1 to 31 expressions, keys of group_by
#else
constexpr auto of_31 = [](const auto& key) {
    return grouping(key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key, key);
}(post.views);
#endif
}  // namespace grouping_of_32_keys

namespace rollup_of_nothing {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(rollup()));
// error: rollup: takes one or more expressions, or sets of them, as in set(a, b)
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(rollup(set(post.views, post.status), post.title)));
#endif
}  // namespace rollup_of_nothing

namespace cube_of_a_rollup {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(cube(rollup(post.views))));
// error: cube: takes one or more expressions, or sets of them, as in set(a, b)
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(grouping_sets(cube(post.views), rollup(post.status))));
#endif
}  // namespace cube_of_a_rollup

namespace cube_of_13_keys {
#ifdef REJECT
constexpr auto of_13 = [](const auto& key) {
    return cube(key, key, key, key, key, key, key, key, key, key, key, key, key);
}(post.views);
// error: cube: takes at most 12 parts; name the groupings by grouping_sets
#else
constexpr auto of_12 = [](const auto& key) {
    return cube(key, key, key, key, key, key, key, key, key, key, key, key);
}(post.views);
#endif
}  // namespace cube_of_13_keys

namespace grouping_sets_of_nothing {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(grouping_sets()));
// error: grouping_sets: takes sets of keys, as in set(a, b) and set(), expressions, rollup and cube
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(grouping_sets(set(), post.views)));
#endif
}  // namespace grouping_sets_of_nothing

namespace a_set_of_a_table {
#ifdef REJECT
constexpr auto of_a_table = set(post);
// error: set: takes expressions, the keys of one grouping
#else
constexpr auto of_keys = set(post.views, post.status);
#endif
}  // namespace a_set_of_a_table

namespace column_that_only_some_sets_determine {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title, count()).from(post).group_by(rollup(post.id)));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "title"
#else
constexpr auto text = to_sql(select(post.title, count()).from(post).group_by(post.id, rollup(post.views)));
#endif
}  // namespace column_that_only_some_sets_determine

namespace a_whole_row_of_some_sets {
#ifdef REJECT
constexpr auto text = to_sql(select(visit, count()).from(visit).group_by(visit.id, rollup(visit.at)));
// error: select: some groups are without a column of a table that is selected whole; select its columns one by one
// note: "id"
#else
constexpr auto text = to_sql(select(visit.id, visit.at, count()).from(visit).group_by(visit.id, rollup(visit.at)));
#endif
}  // namespace a_whole_row_of_some_sets

namespace a_key_of_some_sets_that_is_never_null {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(rollup(post.published_at.is_null())));
// error: group_by: an expression that is never NULL is a key of some groupings only, and would be NULL in the others; compute it in a
//        subquery of from, and group by its column
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.published_at.is_null(), rollup(post.views)));
#endif
}  // namespace a_key_of_some_sets_that_is_never_null

namespace having_without_groups {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).having(post.views > 7));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "id"
#else
constexpr auto text = to_sql(select(count()).from(post).having(max(post.views) > 7));
#endif
}  // namespace having_without_groups

namespace having_of_a_column_without_groups {
#ifdef REJECT
constexpr auto text = to_sql(select(now()).from(post).having(post.views > 7));
// error: having: names a column outside of aggregates that is not in group_by
// note: "views"
#else
constexpr auto text = to_sql(select(now()).from(post).having(count() > 7));
#endif
}  // namespace having_of_a_column_without_groups

namespace literal_of_a_fraction {
#ifdef REJECT
constexpr auto query = select(literal<1.5>).from(post);
// error: literal: takes a whole number with a sign, a bool, a text without zero bytes, or an enumerator and its pg::enum_type
#else
constexpr auto query = select(literal<15>).from(post);
#endif
}  // namespace literal_of_a_fraction

namespace literal_of_an_enumerator_of_another_type {
#ifdef REJECT
constexpr auto query = select(literal<post_status::draft, mood_type>).from(post);
// error: literal: takes a whole number with a sign, a bool, a text without zero bytes, or an enumerator and its pg::enum_type
#else
constexpr auto query = select(literal<post_status::draft, post_status_type>).from(post);
#endif
}  // namespace literal_of_an_enumerator_of_another_type
