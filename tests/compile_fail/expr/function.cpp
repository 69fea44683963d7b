// tests/compile_fail/expr/function.cpp: functions, aggregates and arguments.
#include "schema.hpp"

namespace argument_without_name {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.email == arg<"">);
// error: arg: needs a name, such as arg<"email">
#else
constexpr auto query = select(person.id).from(person).where(person.email == arg<"email">);
#endif

constexpr auto text = to_sql(query);
}  // namespace argument_without_name

namespace avg_of_timestamp {
#ifdef REJECT
constexpr auto query = select(avg(post.published_at)).from(post);
// error: avg: the argument is no number
// note: "published_at"
#else
constexpr auto query = select(avg(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace avg_of_timestamp

namespace coalesce_of_number_widths {
#ifdef REJECT
constexpr auto query = select(coalesce(post.views, post.id)).from(post);
// error: coalesce: the two are of different types
// note: "views"
#else
constexpr auto query = select(coalesce(post.views, 0)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace coalesce_of_number_widths

namespace coalesce_of_two_types {
#ifdef REJECT
constexpr auto query = select(coalesce(person.nickname, 0)).from(person);
// error: coalesce: the two are of different types
// note: "nickname"
#else
constexpr auto query = select(coalesce(person.nickname, "none")).from(person);
#endif

constexpr auto text = to_sql(query);
}  // namespace coalesce_of_two_types

namespace length_of_jsonb {
#ifdef REJECT
constexpr auto query = select(length(post.meta)).from(post);
// error: length: the argument is no text
// note: "meta"
#else
constexpr auto query = select(length(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace length_of_jsonb

namespace lower_of_number {
#ifdef REJECT
constexpr auto query = select(lower(post.views)).from(post);
// error: lower: the argument is no text
// note: "views"
#else
constexpr auto query = select(lower(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace lower_of_number

namespace max_of_uuid {
#ifdef REJECT
constexpr auto query = select(max(post.token)).from(post);
// error: max: the server has no max for the argument's type
// note: "token"
#else
constexpr auto query = select(max(post.published_at)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace max_of_uuid

namespace min_of_boolean {
#ifdef REJECT
constexpr auto query = select(min(post.pinned)).from(post);
// error: min: the server has no min for the argument's type
// note: "pinned"
#else
constexpr auto query = select(min(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace min_of_boolean

namespace sum_of_text {
#ifdef REJECT
constexpr auto query = select(sum(post.title)).from(post);
// error: sum: the argument is no number
// note: "title"
#else
constexpr auto query = select(sum(post.views)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace sum_of_text

namespace upper_of_enum {
#ifdef REJECT
constexpr auto query = select(upper(post.status)).from(post);
// error: upper: the argument is no text
// note: "status"
#else
constexpr auto query = select(upper(post.title)).from(post);
#endif

constexpr auto text = to_sql(query);
}  // namespace upper_of_enum
