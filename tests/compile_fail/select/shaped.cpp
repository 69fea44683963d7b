// tests/compile_fail/select/shaped.cpp: conditions that may be off, keys that are chosen, pages after a row.
#include "schema.hpp"

namespace a_condition_that_may_be_off_in_an_or {
#ifdef REJECT
const auto text = to_sql(select(post.id).from(post).where(when(true, post.views > 3) or post.pinned));
// error: or: a side may be off, by when, and what is left then is unclear; put the or into the when
#else
const auto text = to_sql(select(post.id).from(post).where(when(true, post.views > 3 or post.pinned)));
#endif
}  // namespace a_condition_that_may_be_off_in_an_or

namespace a_condition_that_may_be_off_negated {
#ifdef REJECT
const auto text = to_sql(select(post.id).from(post).where(not when(true, post.views > 3)));
// error: not: the operand may be off, by when, and what is left then is unclear; put the not into the when
#else
const auto text = to_sql(select(post.id).from(post).where(when(true, not(post.views > 3))));
#endif
}  // namespace a_condition_that_may_be_off_negated

namespace a_wanted_value_that_is_no_condition {
#ifdef REJECT
const auto text = to_sql(select(post.id).from(post).where(when(true, post.views)));
// error: when: takes whether the condition is wanted, and a boolean expression
#else
const auto text = to_sql(select(post.id).from(post).where(when(true, post.pinned)));
#endif
}  // namespace a_wanted_value_that_is_no_condition

namespace an_update_of_which_all_conditions_may_be_off {
#ifdef REJECT
const auto text = to_sql(update(post).set(post.views = 1).where(when(true, post.views > 3) and when(false, post.pinned)));
// error: where: each condition may be off, by when, and then every row would be meant; add one that always holds
#else
const auto text = to_sql(update(post).set(post.views = 1).where(when(true, post.views > 3) and post.pinned));
#endif
}  // namespace an_update_of_which_all_conditions_may_be_off

namespace a_delete_of_which_all_conditions_may_be_off {
#ifdef REJECT
const auto text = to_sql(delete_from(post).where(when(true, post.views > 3)));
// error: where: each condition may be off, by when, and then every row would be meant; add one that always holds
#else
const auto text = to_sql(delete_from(post).where(post.pinned and when(true, post.views > 3)));
#endif
}  // namespace a_delete_of_which_all_conditions_may_be_off

namespace a_column_of_another_table_in_a_condition_that_may_be_off {
#ifdef REJECT
const auto text = to_sql(select(post.id).from(post).where(when(false, person.age > 3)));
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "age"
#else
const auto text = to_sql(select(post.id).from(post).inner_join(person, person.id == post.author_id).where(when(false, person.age > 3)));
#endif
}  // namespace a_column_of_another_table_in_a_condition_that_may_be_off

namespace a_choice_of_one_key {
#ifdef REJECT
const auto text = to_sql(select(post.id).from(post).order_by(one_of(0, post.id)));
// error: one_of: takes two or more keys of order by: expressions, asc(x) or desc(x)
#else
const auto text = to_sql(select(post.id).from(post).order_by(one_of(0, post.id, desc(post.views))));
#endif
}  // namespace a_choice_of_one_key

namespace a_choice_that_is_no_number {
#ifdef REJECT
const auto text = to_sql(select(post.id).from(post).order_by(one_of("views", post.id, post.views)));
// error: one_of: takes the number of a key first, from 0, or an enumerator or a bool
#else
const auto text = to_sql(select(post.id).from(post).order_by(one_of(true, post.id, post.views)));
#endif
}  // namespace a_choice_that_is_no_number

namespace a_key_that_a_distinct_query_does_not_select {
#ifdef REJECT
const auto text = to_sql(select(post.title).from(post).distinct().order_by(one_of(0, post.title, post.views)));
// error: order_by: a distinct select can be ordered only by what it selects; add the key to the select list
#else
const auto text = to_sql(select(post.title, post.views).from(post).distinct().order_by(one_of(0, post.title, post.views)));
#endif
}  // namespace a_key_that_a_distinct_query_does_not_select

namespace one_of_the_orders_does_not_begin_with_what_is_distinct {
#ifdef REJECT
const auto text = to_sql(select(post.title).from(post).distinct_on(post.author_id).order_by(one_of(0, post.author_id, post.views)));
// error: distinct_on: the order of the query begins with what it is distinct on; put these keys first in order_by
#else
const auto text = to_sql(select(post.title).from(post).distinct_on(post.author_id).order_by(one_of(0, asc(post.author_id), desc(post.author_id))));
#endif
}  // namespace one_of_the_orders_does_not_begin_with_what_is_distinct

namespace a_page_without_order {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).after(3));
// error: after: comes after order_by, whose keys are expressions without values; a page has an order that goes on
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.id).after(3));
#endif
}  // namespace a_page_without_order

namespace a_page_with_values_for_other_keys {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.views, post.id).after(3));
// error: after: takes a value for each key of order_by, in their order and of their types: those of the last row before
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.views, post.id).after(3, 4));
#endif
}  // namespace a_page_with_values_for_other_keys

namespace a_page_by_a_key_that_can_be_null {
#ifdef REJECT
constexpr auto text = to_sql(select(person.id).from(person).order_by(person.age, person.id).after(3, "a"));
// error: after: a key of order_by can be NULL, and no row comes after that; order by columns that are not null, or by coalesce(x, y)
#else
constexpr auto text = to_sql(select(person.id).from(person).order_by(person.email, person.id).after("e", "a"));
#endif
}  // namespace a_page_by_a_key_that_can_be_null

namespace a_page_whose_order_does_not_tell_rows_apart {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.views).after(3));
// error: after: rows that order_by does not tell apart would be left out; order by the primary key too, last
#else
constexpr auto text = to_sql(select(post.title).from(post).order_by(post.author_id, post.title).after("a", "t"));
#endif
}  // namespace a_page_whose_order_does_not_tell_rows_apart

namespace an_update_whose_only_condition_is_of_an_optional_argument {
#ifdef REJECT
const auto query = update(post).set(post.views = 0).where(post.author_id == optional_arg<"author">);
// error: where: each condition may be off, by when, and then every row would be meant; add one that always holds
#else
const auto query = update(post).set(post.views = 0).where(post.pinned and post.author_id == optional_arg<"author">);
#endif
}  // namespace an_update_whose_only_condition_is_of_an_optional_argument

namespace an_optional_argument_that_its_condition_does_not_name {
#ifdef REJECT
const auto query = select(post.id).from(post).where(when(optional_arg<"words">, post.title.like(arg<"title">)));
// error: when: the condition has to name the argument that may be empty, by arg<"name">, and no other
#else
const auto query = select(post.id).from(post).where(when(optional_arg<"title">, post.title.like(arg<"title">)));
#endif
}  // namespace an_optional_argument_that_its_condition_does_not_name

namespace an_optional_argument_in_an_or {
#ifdef REJECT
const auto query = select(post.id).from(post).where(post.views == optional_arg<"n"> or post.pinned);
// error: or: a side may be off, by when, and what is left then is unclear; put the or into the when
#else
const auto query = select(post.id).from(post).where(when(optional_arg<"n">, post.views == arg<"n"> or post.pinned));
#endif
}  // namespace an_optional_argument_in_an_or

namespace one_of_the_orders_of_combined_queries_is_no_column_of_the_result {
constexpr auto both = select(post.id, post.views).from(post).union_all(select(post.id, post.views).from(post));
#ifdef REJECT
const auto text = to_sql(both.order_by(one_of(0, post.id, post.title)));
// error: order_by: queries that are combined are ordered by columns of their result; name one of the first query, or its label
#else
const auto text = to_sql(both.order_by(one_of(0, post.id, post.views)));
#endif
}  // namespace one_of_the_orders_of_combined_queries_is_no_column_of_the_result
