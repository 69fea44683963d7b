#include "../schema.hpp"

namespace cast_that_is_not_there {
#ifdef REJECT
constexpr auto text = to_sql(select(cast<types::uuid>(post.views)).from(post));
// error: cast: PostgreSQL has no cast between these types
#else
constexpr auto text = to_sql(select(cast<types::uuid>(post.title)).from(post));
#endif
}  // namespace cast_that_is_not_there

namespace cast_of_bigint_to_boolean {
#ifdef REJECT
constexpr auto text = to_sql(select(cast<types::boolean>(post.id)).from(post));
// error: cast: PostgreSQL has no cast between these types
#else
constexpr auto text = to_sql(select(cast<types::boolean>(post.views)).from(post));
#endif
}  // namespace cast_of_bigint_to_boolean

namespace cast_that_a_time_zone_decides {
#ifdef REJECT
constexpr auto text = to_sql(select(cast<types::date>(post.published_at)).from(post));
// error: cast: what a timestamptz is as another type, its time zone says; name one, at_time_zone(x, "UTC")
#else
constexpr auto text = to_sql(select(cast<types::date>(at_time_zone(post.published_at, "UTC"))).from(post));
#endif
}  // namespace cast_that_a_time_zone_decides

namespace cast_of_a_text_to_a_moment {
#ifdef REJECT
constexpr auto text = to_sql(select(cast<types::timestamptz>(post.title)).from(post));
// error: cast: which moment a text, a date or a timestamp means, a time zone says; name one
#else
constexpr auto text = to_sql(select(at_time_zone(cast<types::timestamp>(post.title), "UTC")).from(post));
#endif
}  // namespace cast_of_a_text_to_a_moment

namespace cast_of_a_range {
#ifdef REJECT
constexpr auto text = to_sql(select(cast<types::text>(slot.price)).from(slot));
// error: cast: PostgreSQL has no cast between these types, or one that the session's settings decide
#else
constexpr auto text = to_sql(select(cast<types::text>(lower(slot.price))).from(slot));
#endif
}  // namespace cast_of_a_range

namespace cast_of_a_label {
#ifdef REJECT
constexpr auto text = to_sql(select(cast<types::text>(post.views.as<"n">())).from(post));
// error: as: a label is a name in the result; leave it out where the expression is used
#else
constexpr auto text = to_sql(select(cast<types::text>(post.views).as<"n">()).from(post));
#endif
}  // namespace cast_of_a_label

namespace field_that_is_not_there {
#ifdef REJECT
constexpr auto text = to_sql(select(extract<"years">(at_time_zone(post.published_at, "UTC"))).from(post));
// error: extract: PostgreSQL has no such field
#else
constexpr auto text = to_sql(select(extract<"year">(at_time_zone(post.published_at, "UTC"))).from(post));
#endif
}  // namespace field_that_is_not_there

namespace field_that_a_time_zone_decides {
#ifdef REJECT
constexpr auto text = to_sql(select(extract<"year">(post.published_at)).from(post));
// error: extract: what the fields of a timestamptz are, its time zone says; name one
#else
constexpr auto text = to_sql(select(extract<"epoch">(post.published_at)).from(post));
#endif
}  // namespace field_that_a_time_zone_decides

namespace field_of_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(extract<"hour">(post.views)).from(post));
// error: extract: takes a date, a timestamp, a time or an interval, and a field that it has: a date none of the time of day
#else
constexpr auto text = to_sql(select(extract<"hour">(at_time_zone(post.published_at, "UTC"))).from(post));
#endif
}  // namespace field_of_a_number
