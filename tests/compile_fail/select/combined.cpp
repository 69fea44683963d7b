// tests/compile_fail/select/combined.cpp: union and its like, distinct on, locks, rows with ties.
#include "schema.hpp"

namespace union_of_two_widths {
#ifdef REJECT
constexpr auto query = select(post.author_id).from(post).union_all(select(person.id, person.age).from(person));
// error: union: the two selects return different numbers of columns
#else
constexpr auto query = select(post.author_id).from(post).union_all(select(person.id).from(person));
#endif
}  // namespace union_of_two_widths

namespace union_of_two_types {
#ifdef REJECT
constexpr auto query = select(post.views).from(post).union_(select(person.id).from(person));
// error: union: a column of the two selects is of different types; cast one of them
#else
constexpr auto query = select(post.title).from(post).union_(select(person.email).from(person));
#endif
}  // namespace union_of_two_types

namespace union_with_a_table {
#ifdef REJECT
constexpr auto query = select(post.title).from(post).except(person);
// error: union: takes another select
#else
constexpr auto query = select(post.title).from(post).except(select(person.email).from(person));
#endif
}  // namespace union_with_a_table

namespace union_ordered_by_what_it_does_not_return {
constexpr auto both = select(post.title).from(post).union_(select(person.email).from(person));
#ifdef REJECT
constexpr auto query = both.order_by(post.views);
// error: order_by: queries that are combined are ordered by columns of their result; name one of the first query, or its label
#else
constexpr auto query = both.order_by(post.title);
#endif
}  // namespace union_ordered_by_what_it_does_not_return

namespace where_of_a_union {
constexpr auto all = select(post.title).from(post).union_all(select(person.email).from(person));
#ifdef REJECT
constexpr auto text = to_sql(all.where(post.views > 3));
// error: union: a clause other than order_by, limit and offset stands at queries that are combined
#else
constexpr auto text = to_sql(select(post.title).from(post).where(post.views > 3).union_all(select(person.email).from(person)));
#endif
}  // namespace where_of_a_union

namespace order_by_a_name_that_is_not_selected {
#ifdef REJECT
constexpr auto query = select(post.title.as<"t">()).from(post).order_by("x"_c);
// error: order_by: the select list has no column of this name, or two; give one a label, or order by an expression
#else
constexpr auto query = select(post.title.as<"t">()).from(post).order_by("t"_c);
#endif
}  // namespace order_by_a_name_that_is_not_selected

namespace distinct_on_in_another_order {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).distinct_on(post.author_id).from(post).order_by(post.views, post.author_id));
// error: distinct_on: the order of the query begins with what it is distinct on; put these keys first in order_by
// note: "views"
#else
constexpr auto text = to_sql(select(post.id).distinct_on(post.author_id).from(post).order_by(post.author_id, post.views));
#endif
}  // namespace distinct_on_in_another_order

namespace lock_of_groups {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).for_update());
// error: for_update: rows of groups, of a distinct select and of queries that are combined cannot be locked
#else
constexpr auto text = to_sql(select(post.author_id).from(post).for_update());
#endif
}  // namespace lock_of_groups

namespace lock_of_distinct_rows {
#ifdef REJECT
constexpr auto text = to_sql(select(post.views).from(post).distinct().for_share());
// error: for_update: rows of groups, of a distinct select and of queries that are combined cannot be locked
#else
constexpr auto text = to_sql(select(post.views).from(post).for_share());
#endif
}  // namespace lock_of_distinct_rows

namespace lock_of_a_table_that_is_not_in_from {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).for_update().of(person));
// error: of: the table does not stand in from; name it as from does, as that table or that alias
#else
constexpr auto text = to_sql(select(post.id).from(post).for_update().of(post));
#endif
}  // namespace lock_of_a_table_that_is_not_in_from

namespace lock_of_what_a_join_may_leave_out {
constexpr auto joined = select(post.id).from(post).left_join(person, person.id == post.author_id);
#ifdef REJECT
constexpr auto text = to_sql(joined.for_update());
// error: for_update: an outer join may leave out a table whose rows are to be locked; name the others, by .of(table)
#else
constexpr auto text = to_sql(joined.for_update().of(post));
#endif
}  // namespace lock_of_what_a_join_may_leave_out

namespace lock_of_groups_in_from {
constexpr auto within = select(max(post.views).as<"n">()).from(post).group_by(post.author_id).as<"within">();
constexpr auto both = select(person.id, within["n"_c]).from(person).inner_join(within, within["n"_c] == person.age);
#ifdef REJECT
constexpr auto text = to_sql(both.for_update());
// error: for_update: a query in from has groups, rows that differ, windows, an outer join or several queries combined, whose rows cannot be
//     locked; name the tables that are to be, by .of(table)
#else
constexpr auto text = to_sql(both.for_update().of(person));
#endif
}  // namespace lock_of_groups_in_from

namespace lock_of_distinct_rows_in_from {
constexpr auto within = select((post.views + literal<1>).as<"n">()).distinct().from(post).as<"within">();
constexpr auto both = select(person.id, within["n"_c]).from(person).inner_join(within, within["n"_c] == person.age);
#ifdef REJECT
constexpr auto text = to_sql(both.for_update());
// error: for_update: a query in from has groups, rows that differ, windows, an outer join or several queries combined, whose rows cannot be
//     locked; name the tables that are to be, by .of(table)
#else
constexpr auto text = to_sql(both.for_update().of(person));
#endif
}  // namespace lock_of_distinct_rows_in_from

namespace lock_of_windows_in_from {
constexpr auto within = select(lag(post.views).over(order_by(post.id)).as<"n">()).from(post).as<"within">();
constexpr auto both = select(person.id, within["n"_c]).from(person).inner_join(within, within["n"_c] == person.age);
#ifdef REJECT
constexpr auto text = to_sql(both.for_update());
// error: for_update: a query in from has groups, rows that differ, windows, an outer join or several queries combined, whose rows cannot be
//     locked; name the tables that are to be, by .of(table)
#else
constexpr auto text = to_sql(both.for_update().of(person));
#endif
}  // namespace lock_of_windows_in_from

namespace lock_of_queries_combined_in_from {
constexpr auto within = select(post.views.as<"n">()).from(post).union_all(select(person.age).from(person).where(person.age.is_not_null())).as<"within">();
constexpr auto both = select(person.id, within["n"_c]).from(person).inner_join(within, within["n"_c] == person.age);
#ifdef REJECT
constexpr auto text = to_sql(both.for_update());
// error: for_update: a query in from has groups, rows that differ, windows, an outer join or several queries combined, whose rows cannot be
//     locked; name the tables that are to be, by .of(table)
#else
constexpr auto text = to_sql(both.for_update().of(person));
#endif
}  // namespace lock_of_queries_combined_in_from

namespace lock_of_an_outer_join_in_from {
constexpr auto within = select(post.views.as<"n">()).from(person.as<"other">()).left_join(post, post.author_id == person.as<"other">().id).as<"within">();
constexpr auto both = select(person.id, within["n"_c]).from(person).inner_join(within, within["n"_c] == person.age);
#ifdef REJECT
constexpr auto text = to_sql(both.for_update());
// error: for_update: a query in from has groups, rows that differ, windows, an outer join or several queries combined, whose rows cannot be
//     locked; name the tables that are to be, by .of(table)
#else
constexpr auto text = to_sql(both.for_update().of(person));
#endif
}  // namespace lock_of_an_outer_join_in_from

namespace ties_without_an_order {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).fetch_first_with_ties(3));
// error: fetch_first_with_ties: the query has no order, so all rows are alike; write order_by
#else
constexpr auto text = to_sql(select(post.id).from(post).order_by(post.views).fetch_first_with_ties(3));
#endif
}  // namespace ties_without_an_order

namespace lock_of_one_of_two_queries {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).union_all(select(post.id).from(post).for_update()));
// error: for_update: rows of groups, of a distinct select and of queries that are combined cannot be locked; lock them in a subquery
#else
constexpr auto text = to_sql(select(post.id).from(post).union_all(select(post.id).from(post)));
#endif
}  // namespace lock_of_one_of_two_queries

namespace ties_but_for_locked_rows {
constexpr auto first = select(post.id).from(post).order_by(post.views).fetch_first_with_ties(3);
#ifdef REJECT
constexpr auto text = to_sql(first.for_update().skip_locked());
// error: skip_locked: fetch_first_with_ties counts rows that others have locked, so PostgreSQL has no skip locked beside it
#else
constexpr auto text = to_sql(first.for_update().no_wait());
#endif
}  // namespace ties_but_for_locked_rows
