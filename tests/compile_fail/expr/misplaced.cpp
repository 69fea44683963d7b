// tests/compile_fail/expr/misplaced.cpp: what is no value where one is expected.
#include "schema.hpp"

constexpr auto first_id = select(min(post.id)).from(post);
constexpr auto emails = select(person.email).from(person);

namespace compare_with_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.id == first_id));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.id.in(first_id)));
#endif
}  // namespace compare_with_a_select

namespace less_than_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views < select(max(post.views)).from(post)));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.views.in(select(max(post.views)).from(post))));
#endif
}  // namespace less_than_a_select

namespace select_on_the_left {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(first_id != post.id));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.id.in(first_id)));
#endif
}  // namespace select_on_the_left

namespace between_selects {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.id.between(first_id, 7)));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.id.between(1, 7)));
#endif
}  // namespace between_selects

namespace like_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.title.like(emails)));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title.in(emails)));
#endif
}  // namespace like_a_select

namespace add_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.id + first_id == 7));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.id + 1 == 7));
#endif
}  // namespace add_a_select

namespace assign_a_select {
#ifdef REJECT
constexpr auto text = to_sql(update(post).set(post.title = emails).all_rows());
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(update(post).set(post.title = "none").all_rows());
#endif
}  // namespace assign_a_select

namespace coalesce_with_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(coalesce(person.nickname, emails)).from(person));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(coalesce(person.nickname, person.email)).from(person));
#endif
}  // namespace coalesce_with_a_select

namespace select_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(person.id, emails).from(person));
// error: select: a select or an arg<> cannot be selected
#else
constexpr auto text = to_sql(select(person.id, person.email).from(person));
#endif
}  // namespace select_a_select

namespace select_an_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(person.id, arg<"x">).from(person));
// error: select: a select or an arg<> cannot be selected
#else
constexpr auto text = to_sql(select(person.id).from(person).where(person.id == arg<"x">));
#endif
}  // namespace select_an_argument

namespace compare_with_a_label {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views == post.views.as<"v">()));
// error: as: a label is a name in the result; leave it out where the expression is used
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.views == post.views));
#endif
}  // namespace compare_with_a_label

namespace label_on_the_left {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.title.as<"v">() == post.title));
// error: as: a label is a name in the result; leave it out where the expression is used
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title == post.author_id));
#endif
}  // namespace label_on_the_left

namespace compare_with_a_table {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.title == person));
// error: table: a whole table stands where one value is expected; name one of its columns
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title == "x"));
#endif
}  // namespace compare_with_a_table

namespace compare_with_an_alias {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.title != chief));
// error: table: a whole table stands where one value is expected; name one of its columns
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title != "x"));
#endif
}  // namespace compare_with_an_alias

namespace compare_a_tuple_with_a_column {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views >= std::tuple{post.id, 7}));
// error: tuple: a row of values stands where one value is expected; it compares with a row of as many
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.views >= 7));
#endif
}  // namespace compare_a_tuple_with_a_column

namespace compare_by_comma {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where((post.views, post.id) < 7));
// error: comma: what stands before it would be lost
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.views < 7 and post.id < 7));
#endif
}  // namespace compare_by_comma

namespace compare_arguments {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(arg<"a"> == arg<"b">));
// error: arg: nothing tells the type of the argument
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title == arg<"a"> or post.title == arg<"b">));
#endif
}  // namespace compare_arguments

namespace compare_an_argument_with_a_value {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(arg<"a"> < 7));
// error: arg: nothing tells the type of the argument
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.id < arg<"a">));
#endif
}  // namespace compare_an_argument_with_a_value

namespace count_an_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(count(arg<"c">)).from(post));
// error: arg: nothing tells the type of the argument
#else
constexpr auto text = to_sql(select(count(post.id)).from(post));
#endif
}  // namespace count_an_argument

namespace order_by_an_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).order_by(desc(arg<"o">)));
// error: arg: nothing tells the type of the argument
#else
constexpr auto text = to_sql(select(post.id).from(post).order_by(desc(post.id)));
#endif
}  // namespace order_by_an_argument

namespace lower_of_a_select {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(lower(emails) == "x"));
// error: select: a select cannot stand where one value is expected; ask by in(...) or exists(...)
#else
constexpr auto text = to_sql(select(post.id).from(post).where(lower(post.title) == "x"));
#endif
}  // namespace lower_of_a_select

namespace lower_of_a_label {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(lower(post.author_id.as<"a">()) == "x"));
// error: as: a label is a name in the result; leave it out where the expression is used
#else
constexpr auto text = to_sql(select(post.id).from(post).where(lower(post.author_id) == lower(arg<"x">)));
#endif
}  // namespace lower_of_a_label

namespace subtract_times {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.published_at - at_time_zone(post.published_at, "UTC") == interval{}));
// error: -: a date or time takes an interval, a time of its own kind, and a date whole days; cast one of the two
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.published_at - post.published_at == interval{}));
#endif
}  // namespace subtract_times

namespace add_to_a_time {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.published_at + 7 > now()));
// error: +: a date or time takes an interval, as interval{.days = 7}, and a date whole days or a time of day
#else
constexpr auto text = to_sql(select(post.published_at).from(post));
#endif
}  // namespace add_to_a_time
