// tests/compile_fail/select/window.cpp: windows, and aggregates that are distinct, ordered, filtered.
#include "schema.hpp"

namespace filter_of_a_window_function {
#ifdef REJECT
constexpr auto text = to_sql(select(row_number().filter(post.pinned).over(order_by(post.id))).from(post));
// error: filter: aggregates over a window have it, window functions have not; partition_by(condition) counts the rows that meet it
#else
constexpr auto text = to_sql(select(row_number().over(partition_by(post.pinned), order_by(post.id))).from(post));
#endif
}  // namespace filter_of_a_window_function

namespace window_in_where {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(row_number().over(order_by(post.id)) > 3));
// error: over: a window function is known only in the select list and in order_by; compute it in a subquery of from, and ask there
#else
constexpr auto text = to_sql(select(post.id, row_number().over(order_by(post.id))).from(post));
#endif
}  // namespace window_in_where

namespace window_in_having {
#ifdef REJECT
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(rank().over(order_by(post.author_id)) > 3));
// error: over: a window function is known only in the select list and in order_by; compute it in a subquery of from, and ask there
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).order_by(rank().over(order_by(post.author_id))));
#endif
}  // namespace window_in_having

namespace window_in_a_window {
#ifdef REJECT
constexpr auto text = to_sql(select(sum(row_number().over(order_by(post.id))).over()).from(post));
// error: over: a window function stands within another one, or within an aggregate; compute it in a subquery of from
#else
constexpr auto text = to_sql(select(sum(post.views).over()).from(post));
#endif
}  // namespace window_in_a_window

namespace window_that_nobody_describes {
#ifdef REJECT
constexpr auto text = to_sql(select(sum(post.views).over<"w">()).from(post));
// error: over: a window is named that the query does not describe; write .window<"name">(...)
#else
constexpr auto text = to_sql(select(sum(post.views).over<"w">()).from(post).window<"w">(partition_by(post.author_id)));
#endif
}  // namespace window_that_nobody_describes

namespace parts_out_of_order {
#ifdef REJECT
constexpr auto query = select(sum(post.views).over(order_by(post.id), partition_by(post.author_id))).from(post);
// error: over: takes partition_by(...), order_by(...) and a frame such as rows_between(...), in this order, each once at most
#else
constexpr auto query = select(sum(post.views).over(partition_by(post.author_id), order_by(post.id))).from(post);
#endif
}  // namespace parts_out_of_order

namespace frame_that_ends_before_it_begins {
#ifdef REJECT
constexpr auto frame = rows_between(current_row, preceding(1));
// error: frame: it ends before it begins
#else
constexpr auto frame = rows_between(preceding(1), current_row);
#endif
}  // namespace frame_that_ends_before_it_begins

namespace column_beside_groups_in_a_window {
#ifdef REJECT
constexpr auto text = to_sql(select(sum(sum(post.views)).over(order_by(post.title))).from(post).group_by(post.author_id));
// error: select: a column stands beside aggregates or groups; add it to group_by, or put it into an aggregate
// note: "title"
#else
constexpr auto text = to_sql(select(sum(sum(post.views)).over(order_by(post.author_id))).from(post).group_by(post.author_id));
#endif
}  // namespace column_beside_groups_in_a_window

namespace aggregate_in_a_filter {
#ifdef REJECT
constexpr auto text = to_sql(select(count().filter(max(post.views) > 3)).from(post));
// error: select: an aggregate stands within another one
#else
constexpr auto text = to_sql(select(count().filter(post.views > 3)).from(post));
#endif
}  // namespace aggregate_in_a_filter

namespace filter_twice {
#ifdef REJECT
constexpr auto query = select(count().filter(post.views > 3).filter(post.pinned)).from(post);
// error: filter: the aggregate has one already; combine conditions with and
#else
constexpr auto query = select(count().filter(post.views > 3 and post.pinned)).from(post);
#endif
}  // namespace filter_twice

namespace distinct_outside_of_an_aggregate {
#ifdef REJECT
constexpr auto text = to_sql(select(lower(distinct(post.title))).from(post));
// error: distinct: stands before the first argument of an aggregate only, as in count(distinct(x))
#else
constexpr auto text = to_sql(select(count(distinct(post.title))).from(post));
#endif
}  // namespace distinct_outside_of_an_aggregate

namespace window_in_group_by {
#ifdef REJECT
constexpr auto text = to_sql(select(count()).from(post).group_by(ntile(4).over(order_by(post.views))));
// error: over: a window function is known only in the select list and in order_by; compute it in a subquery of from, and ask there
#else
constexpr auto text = to_sql(select(count()).from(post).group_by(post.views));
#endif
}  // namespace window_in_group_by

namespace exclude_at_a_partition {
#ifdef REJECT
constexpr auto part = partition_by(post.views).exclude_ties();
// error: exclude: stands at a frame, such as rows_between(unbounded_preceding, current_row)
#else
constexpr auto part = rows_between(unbounded_preceding, current_row).exclude_ties();
#endif
}  // namespace exclude_at_a_partition

namespace lag_with_a_default_of_another_type {
#ifdef REJECT
constexpr auto text = to_sql(select(lag(post.views, 1, "none").over(order_by(post.id))).from(post));
// error: lag, lead: take an expression, an integer, and a default of the expression's type
#else
constexpr auto text = to_sql(select(lag(post.views, 1, 0).over(order_by(post.id))).from(post));
#endif
}  // namespace lag_with_a_default_of_another_type

namespace percentile_of_a_column {
#ifdef REJECT
constexpr auto text = to_sql(select(percentile_cont(post.views).within_group(post.views)).from(post));
// error: percentile: takes a fraction, a double from 0 to 1, or arg<>
#else
constexpr auto text = to_sql(select(percentile_cont(0.5).within_group(post.views)).from(post));
#endif
}  // namespace percentile_of_a_column

namespace percentile_of_a_text {
#ifdef REJECT
constexpr auto text = to_sql(select(percentile_cont(0.5).within_group(post.title)).from(post));
// error: within_group: percentile_cont takes a number or an interval, the others what has an order
#else
constexpr auto text = to_sql(select(percentile_disc(0.5).within_group(post.title)).from(post));
#endif
}  // namespace percentile_of_a_text

namespace percentile_of_two_keys {
#ifdef REJECT
constexpr auto text = to_sql(select(percentile_disc(0.5).within_group(post.title, post.views)).from(post));
// error: within_group: takes one expression, asc(x) or desc(x)
#else
constexpr auto text = to_sql(select(percentile_disc(0.5).within_group(desc(post.title))).from(post));
#endif
}  // namespace percentile_of_two_keys

namespace rank_of_a_row_with_too_few_values {
#ifdef REJECT
constexpr auto text = to_sql(select(rank(7).within_group(post.views, post.title)).from(post));
// error: within_group: takes as many expressions as there are values, each of the type of its value
#else
constexpr auto text = to_sql(select(rank(7, "b").within_group(post.views, post.title)).from(post));
#endif
}  // namespace rank_of_a_row_with_too_few_values

namespace rank_of_a_column {
#ifdef REJECT
constexpr auto text = to_sql(select(rank(post.views).within_group(post.views)).from(post));
// error: rank: takes nothing, and over(...) after it, or the values of a row, and within_group(...) after it
#else
constexpr auto text = to_sql(select(rank().over(order_by(post.views))).from(post));
#endif
}  // namespace rank_of_a_column

namespace mode_in_where {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(mode().within_group(post.views) == 3));
// error: where: an aggregate is known only after grouping; put the condition into having
#else
constexpr auto text = to_sql(select(post.author_id).from(post).group_by(post.author_id).having(mode().within_group(post.views) == 3));
#endif
}  // namespace mode_in_where

namespace range_of_an_order_without_the_distance {
#ifdef REJECT
constexpr auto query = select(count().over(order_by(post.title), range_between(preceding(7), current_row))).from(post);
// error: range_between: a distance wants order_by of one key that has it: a number and one of its kind, or a date or time and an
//        interval; count rows by rows_between
#else
constexpr auto query = select(count().over(order_by(post.views), range_between(preceding(7), current_row))).from(post);
#endif
}  // namespace range_of_an_order_without_the_distance

namespace range_of_two_keys {
#ifdef REJECT
constexpr auto query =
    select(count().over<"w">()).from(post).window<"w">(order_by(post.published_at, post.id), range_between(preceding(interval{.days = 1}), current_row));
// error: range_between: a distance wants order_by of one key that has it: a number and one of its kind, or a date or time and an
//        interval; count rows by rows_between
#else
constexpr auto query =
    select(count().over<"w">()).from(post).window<"w">(order_by(post.published_at), range_between(preceding(interval{.days = 1}), current_row));
#endif
}  // namespace range_of_two_keys

namespace rows_by_an_interval {
#ifdef REJECT
constexpr auto frame = rows_between(preceding(interval{.days = 1}), current_row);
// error: rows_between, groups_between: rows are counted by whole numbers; a distance of values is one of range_between
#else
constexpr auto frame = range_between(preceding(interval{.days = 1}), current_row);
#endif
}  // namespace rows_by_an_interval

namespace distinct_over_a_window {
#ifdef REJECT
constexpr auto text = to_sql(select(count(distinct(post.author_id)).over(partition_by(post.views))).from(post));
// error: over: PostgreSQL takes no distinct and no order in the arguments of an aggregate over a window; order the window, or count
#else
constexpr auto text = to_sql(select(count(post.author_id).over(partition_by(post.views))).from(post));
#endif
}  // namespace distinct_over_a_window

namespace ordered_arguments_over_a_window {
#ifdef REJECT
constexpr auto query = select(array_agg(post.views).order_by(post.id).over<"w">()).from(post).window<"w">(partition_by(post.views));
// error: over: PostgreSQL takes no distinct and no order in the arguments of an aggregate over a window; order the window, or count
#else
constexpr auto query = select(array_agg(post.views).filter(post.views > 1).over<"w">()).from(post).window<"w">(order_by(post.id));
#endif
constexpr auto text = to_sql(query);
}  // namespace ordered_arguments_over_a_window

namespace distinct_in_another_order {
#ifdef REJECT
constexpr auto text = to_sql(select(string_agg(distinct(post.title), ", ").order_by(post.views)).from(post));
// error: order_by: an aggregate of what is distinct is ordered by its arguments alone, written as they are there, with arg<"name">
#else
constexpr auto text = to_sql(select(string_agg(distinct(post.title), ", ").order_by(desc(post.title))).from(post));
#endif
}  // namespace distinct_in_another_order

namespace distinct_in_the_order_of_a_value {
#ifdef REJECT
constexpr auto text = to_sql(select(array_agg(distinct(post.views + 1)).order_by(post.views + 1)).from(post));
// error: order_by: an aggregate of what is distinct is ordered by its arguments alone, written as they are there, with arg<"name">
#else
constexpr auto text = to_sql(select(array_agg(distinct(post.views + arg<"n">)).order_by(post.views + arg<"n">)).from(post));
#endif
}  // namespace distinct_in_the_order_of_a_value

namespace groups_without_an_order {
#ifdef REJECT
constexpr auto text = to_sql(select(sum(post.views).over(groups_between(preceding(1), current_row))).from(post));
// error: groups_between: groups are rows that the order of the window does not tell apart, and it has none; write order_by(...)
#else
constexpr auto text = to_sql(select(sum(post.views).over(order_by(post.id), groups_between(preceding(1), current_row))).from(post));
#endif
}  // namespace groups_without_an_order

namespace groups_without_an_order_in_a_window_with_a_name {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).window<"w">(groups_between(unbounded_preceding, current_row));
// error: groups_between: groups are rows that the order of the window does not tell apart, and it has none; write order_by(...)
#else
constexpr auto query = select(post.id).from(post).window<"w">(rows_between(unbounded_preceding, current_row));
#endif
constexpr auto text = to_sql(query);
}  // namespace groups_without_an_order_in_a_window_with_a_name

namespace two_windows_of_one_name {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).window<"w">(order_by(post.id)).window<"w">(order_by(post.views)));
// error: window: two windows have one name; give one of them another
#else
constexpr auto text = to_sql(select(post.id).from(post).window<"w">(order_by(post.id)).window<"v">(order_by(post.views)));
#endif
}  // namespace two_windows_of_one_name

namespace window_of_what_has_no_equality {
#ifdef REJECT
constexpr auto text = to_sql(select(sum(post.views).over(partition_by(to_json(post.meta)))).from(post));
// error: partition_by, order_by: PostgreSQL has no = and no order for values of a key's type
#else
constexpr auto text = to_sql(select(sum(post.views).over(partition_by(post.meta))).from(post));
#endif
}  // namespace window_of_what_has_no_equality

namespace window_in_no_order {
#ifdef REJECT
constexpr auto text = to_sql(select(row_number().over(order_by(desc(to_json(post.meta))))).from(post));
// error: partition_by, order_by: PostgreSQL has no = and no order for values of a key's type
#else
constexpr auto text = to_sql(select(row_number().over(order_by(desc(post.meta)))).from(post));
#endif
}  // namespace window_in_no_order

namespace aggregate_of_what_is_never_distinct {
#ifdef REJECT
constexpr auto text = to_sql(select(count(distinct(to_json(post.meta)))).from(post));
// error: distinct: PostgreSQL has no = for values of the argument's type
#else
constexpr auto text = to_sql(select(count(distinct(post.meta))).from(post));
#endif
}  // namespace aggregate_of_what_is_never_distinct

namespace aggregate_in_no_order {
#ifdef REJECT
constexpr auto text = to_sql(select(string_agg(post.title, ",").order_by(to_json(post.meta))).from(post));
// error: order_by: PostgreSQL has no = and no order for values of a key's type
#else
constexpr auto text = to_sql(select(string_agg(post.title, ",").order_by(post.meta)).from(post));
#endif
}  // namespace aggregate_in_no_order

namespace greatest_of_what_has_no_order {
#ifdef REJECT
constexpr auto text = to_sql(select(greatest(to_json(post.meta), to_json(post.meta))).from(post));
// error: greatest, least, nullif: PostgreSQL has no = and no order for values of this type
#else
constexpr auto text = to_sql(select(greatest(post.meta, post.meta)).from(post));
#endif
}  // namespace greatest_of_what_has_no_order

namespace nullif_of_what_has_no_equality {
#ifdef REJECT
constexpr auto text = to_sql(select(nullif(to_json(post.meta), to_json(post.title))).from(post));
// error: greatest, least, nullif: PostgreSQL has no = and no order for values of this type
#else
constexpr auto text = to_sql(select(nullif(post.meta, to_jsonb(post.title))).from(post));
#endif
}  // namespace nullif_of_what_has_no_equality

namespace frame_by_an_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(sum(post.views).over(order_by(post.id), rows_between(preceding(arg<"n">), current_row))).from(post));
// error: preceding, following: takes a number or an interval, and no arg<>; give the value
#else
constexpr auto text = to_sql(select(sum(post.views).over(order_by(post.id), rows_between(preceding(3), current_row))).from(post));
#endif
}  // namespace frame_by_an_argument
