// tests/compile_fail/expr/comparison.cpp: comparisons, between, in, like and exists.
#include "schema.hpp"

namespace between_of_another_type {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views.between(1, "9"));
// error: between: an end is of a type that does not compare with the column
// note: "views"
#else
constexpr auto query = select(post.id).from(post).where(post.views.between(1, 9));
#endif

constexpr auto text = to_sql(query);
}  // namespace between_of_another_type

namespace compare_boolean_with_number {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.pinned == 1);
// error: comparison: the two sides are of types that do not compare
// note: "pinned"
#else
constexpr auto query = select(post.id).from(post).where(post.pinned == true);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_boolean_with_number

namespace compare_columns_of_two_enums {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).inner_join(person, person.mood == post.status);
// error: comparison: the two sides are of types that do not compare
// note: "status"
// note: "mood"
#else
constexpr auto query = select(post.id).from(post).inner_join(person, person.id == post.author_id);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_columns_of_two_enums

namespace compare_enum_with_another {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.status == person_mood::calm);
// error: comparison: the two sides are of types that do not compare
// note: "status"
#else
constexpr auto query = select(post.id).from(post).where(post.status == post_status::draft);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_enum_with_another

namespace compare_enum_with_text {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.status == "draft");
// error: comparison: a value of an enum is not compared with a text; write its enumerator
// note: "status"
#else
constexpr auto query = select(post.id).from(post).where(post.status == post_status::draft);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_enum_with_text

namespace compare_integer_with_double {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views > 1.5);
// error: comparison: a double is not exact, and the other side is; beside a numeric write numeric{"9.99"}
// note: "views"
#else
constexpr auto query = select(post.id).from(post).where(post.views > 1);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_integer_with_double

namespace compare_jsonb_with_number {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.meta == 7);
// error: comparison: the two sides are of types that do not compare
// note: "meta"
#else
constexpr auto query = select(post.id).from(post).where(post.meta.is_null());
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_jsonb_with_number

namespace compare_number_with_text {
#ifdef REJECT
constexpr auto query = select(post.title).from(post).where(post.views == "many");
// error: comparison: the two sides are of types that do not compare
// note: "views"
#else
constexpr auto query = select(post.title).from(post).where(post.views == 7);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_number_with_text

namespace compare_text_with_number {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.title != 7);
// error: comparison: the two sides are of types that do not compare
// note: "title"
#else
constexpr auto query = select(post.id).from(post).where(post.title != "7");
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_text_with_number

namespace compare_timestamptz_with_timestamp {
template <class t>
struct event_fields {
    pg::timestamp<t, "at", not_null> at;
    pg::timestamptz<t, "moment", not_null> moment;
};
inline constexpr table<"event", event_fields> event;

#ifdef REJECT
constexpr auto query = select(post.id).from(post).inner_join(event, event.at == post.published_at);
// error: comparison: when a date or a timestamp begins, beside a timestamptz, a time zone says; write at_time_zone(x, "UTC")
// note: "published_at"
#else
constexpr auto query = select(post.id).from(post).inner_join(event, event.moment == post.published_at);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_timestamptz_with_timestamp

namespace compare_two_columns {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views == post.title);
// error: comparison: the two sides are of types that do not compare
// note: "views"
// note: "title"
#else
constexpr auto query = select(post.id).from(post).where(post.author_id == post.title);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_two_columns

namespace compare_uuid_with_text {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.token == "6f1e0f9c-8a52-4a0c-9a07-7d1f62ac0f65");
// error: comparison: a uuid is not compared with a text; write parse_uuid("...")
// note: "token"
#else
constexpr auto query = select(post.id).from(post).where(post.token == arg<"token">);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_uuid_with_text

namespace compare_value_on_the_left {
#ifdef REJECT
constexpr auto query = select(post.title).from(post).where("many" < post.views);
// error: comparison: the two sides are of types that do not compare
// note: "views"
#else
constexpr auto query = select(post.title).from(post).where(7 < post.views);
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_value_on_the_left

namespace compare_with_nullopt {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.nickname != std::nullopt);
// error: comparison: nothing compares with NULL; write .is_null() or .is_not_null()
// note: "nickname"
#else
constexpr auto query = select(person.id).from(person).where(person.nickname.is_not_null());
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_with_nullopt

namespace compare_with_nullptr {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.nickname == nullptr);
// error: comparison: nothing compares with NULL; write .is_null() or .is_not_null()
// note: "nickname"
#else
constexpr auto query = select(person.id).from(person).where(person.nickname.is_null());
#endif

constexpr auto text = to_sql(query);
}  // namespace compare_with_nullptr

namespace compare_with_optional {
std::string_view older_than(const std::optional<int>& age) {
#ifdef REJECT
    return to_sql(select(person.id).from(person).where(person.age > age));
    // error: comparison: nothing compares with NULL; write .is_null() or .is_not_null()
    // note: "age"
#else
    return to_sql(select(person.id).from(person).where(person.age > age.value()));
#endif
}
}  // namespace compare_with_optional

namespace exists_of_a_table {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(exists(person));
// error: exists: takes a select
// note: "person"
#else
constexpr auto query = select(post.id).from(post).where(exists(select(person.id).from(person)));
#endif

constexpr auto text = to_sql(query);
}  // namespace exists_of_a_table

namespace ilike_on_enum {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.status.ilike("d%"));
// error: ilike: the left side is no text; patterns match text and varchar only
// note: "status"
#else
constexpr auto query = select(post.id).from(post).where(post.title.ilike("d%"));
#endif

constexpr auto text = to_sql(query);
}  // namespace ilike_on_enum

namespace in_a_single_value {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views.in(7));
// error: in: the list is of a type that does not compare with the column
// note: "views"
#else
constexpr auto query = select(post.id).from(post).where(post.views.in({7}));
#endif

constexpr auto text = to_sql(query);
}  // namespace in_a_single_value

namespace in_braces_of_another_type {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.status.in({"draft", "published"}));
// error: in: the list is of a type that does not compare with the column
// note: "status"
#else
constexpr auto query = select(post.id).from(post).where(post.status.in({post_status::draft, post_status::published}));
#endif

constexpr auto text = to_sql(query);
}  // namespace in_braces_of_another_type

namespace in_list_of_another_type {
std::string_view text_of([[maybe_unused]] const std::vector<std::string>& words, [[maybe_unused]] const std::vector<int>& numbers) {
#ifdef REJECT
    return to_sql(select(post.id).from(post).where(post.views.in(words)));
    // error: in: the list is of a type that does not compare with the column
    // note: "views"
#else
    return to_sql(select(post.id).from(post).where(post.views.in(numbers)));
#endif
}
}  // namespace in_list_of_another_type

namespace in_select_of_a_table {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person).from(person)));
// error: in: the subquery must return one column
// note: "author_id"
#else
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person.id).from(person)));
#endif

constexpr auto text = to_sql(query);
}  // namespace in_select_of_a_table

namespace in_select_of_another_type {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person.age).from(person)));
// error: in: the subquery's column is of a type that does not compare
// note: "author_id"
#else
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person.id).from(person)));
#endif

constexpr auto text = to_sql(query);
}  // namespace in_select_of_another_type

namespace in_select_of_two_columns {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person.id, person.email).from(person)));
// error: in: the subquery must return one column
// note: "author_id"
#else
constexpr auto query = select(post.id).from(post).where(post.author_id.in(select(person.id).from(person)));
#endif

constexpr auto text = to_sql(query);
}  // namespace in_select_of_two_columns

namespace like_on_number {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.views.like("1%"));
// error: like: the left side is no text; patterns match text and varchar only
// note: "views"
#else
constexpr auto query = select(post.id).from(post).where(post.title.like("1%"));
#endif

constexpr auto text = to_sql(query);
}  // namespace like_on_number

namespace like_with_a_column_of_numbers {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.title.like(post.views));
// error: like: the pattern is no text
// note: "views"
#else
constexpr auto query = select(post.id).from(post).where(post.title.like(post.author_id));
#endif

constexpr auto text = to_sql(query);
}  // namespace like_with_a_column_of_numbers

namespace like_with_a_number {
#ifdef REJECT
constexpr auto query = select(post.id).from(post).where(post.title.like(7));
// error: like: the pattern is no text
#else
constexpr auto query = select(post.id).from(post).where(post.title.like("7%"));
#endif

constexpr auto text = to_sql(query);
}  // namespace like_with_a_number

namespace comparison_with_an_argument_that_may_be_null {
#ifdef REJECT
constexpr auto query = select(person.id).from(person).where(person.nickname == arg<"nick", nullable>);
// error: comparison: nothing compares with NULL, which this arg<> may be; write arg<"name">, or optional_arg<"name"> where an empty
#else
constexpr auto query = select(person.id).from(person).where(person.nickname == optional_arg<"nick">);
#endif
}  // namespace comparison_with_an_argument_that_may_be_null
