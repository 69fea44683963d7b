#include "../schema.hpp"

namespace remainder_of_text {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title % 2).from(post));
// error: %: both sides must be whole numbers or numeric; a value must be of the column's own type
#else
constexpr auto text = to_sql(select(post.views % 2).from(post));
#endif
}  // namespace remainder_of_text

namespace minus_of_text {
#ifdef REJECT
constexpr auto text = to_sql(select(-post.title).from(post));
// error: -: the operand must be a number
#else
constexpr auto text = to_sql(select(-post.views).from(post));
#endif
}  // namespace minus_of_text

namespace bits_and_a_comparison {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views & (4 == post.id)));
// error: &, |, ^, <<, >>: both sides must be whole numbers
#else
constexpr auto text = to_sql(select(post.id).from(post).where((post.views & 4) == post.id));
#endif
}  // namespace bits_and_a_comparison

namespace bits_of_a_boolean {
#ifdef REJECT
constexpr auto text = to_sql(select(~post.pinned).from(post));
// error: ~: the operand must be a whole number
#else
constexpr auto text = to_sql(select(~post.views).from(post));
#endif
}  // namespace bits_of_a_boolean

namespace concatenated_with_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(concatenated(post.title, post.views)).from(post));
// error: concatenated: takes texts, or bytea alone, or jsonb alone
#else
constexpr auto text = to_sql(select(concatenated(post.title, cast<types::text>(post.views))).from(post));
#endif
}  // namespace concatenated_with_a_number

namespace concat_of_an_argument {
#ifdef REJECT
constexpr auto text = to_sql(select(concat(post.title, arg<"end">)).from(post));
// error: arg: nothing tells the type of the argument
#else
constexpr auto text = to_sql(select(concat(post.title, cast<types::text>(arg<"end">))).from(post));
#endif
}  // namespace concat_of_an_argument

namespace matches_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views.matches("7")));
// error: matches, similar_to: takes a text, and a pattern, which is text
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title.matches("7")));
#endif
}  // namespace matches_a_number

namespace search_in_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views.starts_with("7")));
// error: starts_with, ends_with, contains: a text is searched for in a text
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title.starts_with("7")));
#endif
}  // namespace search_in_a_number

namespace collate_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).order_by(collate<"C">(post.views)));
// error: collate: only text has an order of its own
#else
constexpr auto text = to_sql(select(post.id).from(post).order_by(collate<"C">(post.title)));
#endif
}  // namespace collate_a_number

namespace document_contains_a_text {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.meta.contains("a")));
// error: contains, contained_by, overlaps: takes two jsonb, two arrays of one type whose elements have =, or ranges of one type and what is in them
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.meta.contains(arg<"part">)));
#endif
}  // namespace document_contains_a_text

// the server casts no bound to another width
namespace range_contains_a_wider_number {
#ifdef REJECT
constexpr auto text = to_sql(select(slot.id).from(slot).where(slot.seats.contains(slot.id)));
// error: contains, contained_by, overlaps: takes two jsonb, two arrays of one type whose elements have =, or ranges of one type and what is in them
#else
constexpr auto text = to_sql(select(slot.id).from(slot).where(slot.seats.contains(slot.seat)));
#endif
}  // namespace range_contains_a_wider_number

namespace range_overlaps_another_kind {
#ifdef REJECT
constexpr auto text = to_sql(select(slot.id).from(slot).where(slot.seats.overlaps(slot.price)));
// error: contains, contained_by, overlaps: takes two jsonb, two arrays of one type whose elements have =, or ranges of one type and what is in them
#else
constexpr auto text = to_sql(select(slot.id).from(slot).where(slot.seats.overlaps(slot.free)));
#endif
}  // namespace range_overlaps_another_kind

namespace range_adjacent_to_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(slot.id).from(slot).where(adjacent(slot.seats, slot.seat)));
// error: adjacent, ends_no_later, starts_no_earlier: takes two ranges or multiranges of one type
#else
constexpr auto text = to_sql(select(slot.id).from(slot).where(adjacent(slot.seats, int4range(slot.seat, 7))));
#endif
}  // namespace range_adjacent_to_a_number

namespace bound_of_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(lower(slot.seat)).from(slot));
// error: function: no form of it takes arguments of these types; the first
#else
constexpr auto text = to_sql(select(lower(slot.seats)).from(slot));
#endif
}  // namespace bound_of_a_number

namespace member_of_a_text {
#ifdef REJECT
constexpr auto text = to_sql(select(post.title["a"]).from(post));
// error: jsonb: only a jsonb has members
#else
constexpr auto text = to_sql(select(post.meta["a"]).from(post));
#endif
}  // namespace member_of_a_text

namespace truth_of_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views.is_true()));
// error: is_true, is_false, is_unknown: asked of a condition; compare the column with something
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.pinned.is_true()));
#endif
}  // namespace truth_of_a_number

namespace distinct_from_nullptr {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.author_id.is_distinct_from(nullptr)));
// error: comparison: nothing compares with NULL; write .is_null() or .is_not_null()
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.author_id.is_distinct_from("x")));
#endif
}  // namespace distinct_from_nullptr

namespace distinct_from_another_type {
std::string_view text_of(const std::optional<int>& value) {
#ifdef REJECT
    return to_sql(select(post.id).from(post).where(post.title.is_distinct_from(value)));
    // error: comparison: the two sides are of types that do not compare
#else
    return to_sql(select(post.id).from(post).where(post.views.is_distinct_from(value)));
#endif
}
}  // namespace distinct_from_another_type

namespace any_of_other_values {
std::string_view text_of([[maybe_unused]] const std::vector<std::string>& words, [[maybe_unused]] const std::vector<int>& numbers) {
#ifdef REJECT
    return to_sql(select(post.id).from(post).where(post.views == any_of(words)));
    // error: any_of, all_of: takes a range of values, or an array, whose elements compare with the other side
#else
    return to_sql(select(post.id).from(post).where(post.views == any_of(numbers)));
#endif
}
}  // namespace any_of_other_values

namespace value_beside_any_of_values {
std::string_view text_of([[maybe_unused]] const std::vector<std::int64_t>& ids) {
#ifdef REJECT
    return to_sql(select(post.id).from(post).where(3 == any_of(ids)));
    // error: any_of, all_of: nothing tells the type of the value on the other side; write cast<types::integer>(value),
    //     or give an array expression or a query
#else
    return to_sql(select(post.id).from(post).where(cast<types::bigint>(3) == any_of(ids)));
#endif
}
}  // namespace value_beside_any_of_values

namespace value_of_another_type_beside_any_of {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where("a" == any_of(string_to_array(post.title, ",")) and 3 == any_of(string_to_array(post.title, ","))));
// error: any_of, all_of: the value on the other side is of another type than the elements; it is never NULL either
#else
constexpr auto text = to_sql(select(post.id).from(post).where("a" == any_of(string_to_array(post.title, ","))));
#endif
}  // namespace value_of_another_type_beside_any_of

namespace in_of_values_each_for_itself {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views.in(1, 2)));
// error: in: takes one list; write .in({1, 2}), a range of values, an arg<> or a select
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.views.in({1, 2})));
#endif
}  // namespace in_of_values_each_for_itself

namespace in_of_nothing {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.title.in()));
// error: in: takes one list
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title.in(std::vector<std::string>{})));
#endif
}  // namespace in_of_nothing

namespace rows_of_two_widths {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(std::tuple{post.views, post.id} < std::tuple{7}));
// error: tuple: a row of values compares with a row of as many, two at least
#else
constexpr auto text = to_sql(select(post.id).from(post).where(std::tuple{post.views, post.id} < std::tuple{7, 8}));
#endif
}  // namespace rows_of_two_widths

namespace rows_of_other_types {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(std::tuple{post.views, post.title} == std::tuple{7, 8}));
// error: tuple: the rows do not compare
#else
constexpr auto text = to_sql(select(post.id).from(post).where(std::tuple{post.views, post.title} == std::tuple{7, "8"}));
#endif
}  // namespace rows_of_other_types

namespace row_in_a_query_of_another_width {
#ifdef REJECT
constexpr auto text = to_sql(
    select(post.id).from(post).where(in(std::tuple{post.author_id, post.title}, select(person.id, person.email, person.age).from(person))));
// error: tuple: the subquery must return a column for each value of the row, two at least
// note: "author_id"
#else
constexpr auto text =
    to_sql(select(post.id).from(post).where(in(std::tuple{post.author_id, post.title}, select(person.id, person.email).from(person))));
#endif
}  // namespace row_in_a_query_of_another_width

namespace row_of_one_value_in_a_query {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(not in(std::tuple{post.author_id}, select(person.id).from(person))));
// error: tuple: the subquery must return a column for each value of the row, two at least
#else
constexpr auto text = to_sql(select(post.id).from(post).where(not post.author_id.in(select(person.id).from(person))));
#endif
}  // namespace row_of_one_value_in_a_query

namespace row_in_a_query_of_another_type {
#ifdef REJECT
constexpr auto text =
    to_sql(select(post.id).from(post).where(in(std::tuple{post.author_id, post.title}, select(person.id, person.age).from(person))));
// error: tuple: the subquery's column at the place of a value of the row is of a type that does not compare with it
// note: "title"
#else
constexpr auto text =
    to_sql(select(post.id).from(post).where(in(std::tuple{post.author_id, post.title}, select(person.id, person.email).from(person))));
#endif
}  // namespace row_in_a_query_of_another_type

namespace row_of_values_in_a_query_of_another_type {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(in(std::tuple{"x", "y"}, select(person.id, person.age).from(person))));
// error: tuple: the subquery's column at the place of a value of the row is of a type that does not compare with it
#else
constexpr auto text = to_sql(select(post.id).from(post).where(in(std::tuple{"x", 7}, select(person.id, person.age).from(person))));
#endif
}  // namespace row_of_values_in_a_query_of_another_type

namespace row_beside_all_of_a_query_of_another_width {
#ifdef REJECT
constexpr auto text =
    to_sql(select(post.id).from(post).where(std::tuple{post.author_id, post.views} != all_of(select(person.id).from(person))));
// error: tuple: the subquery must return a column for each value of the row, two at least
#else
constexpr auto text =
    to_sql(select(post.id).from(post).where(std::tuple{post.author_id, post.views} != all_of(select(person.id, person.age).from(person))));
#endif
}  // namespace row_beside_all_of_a_query_of_another_width

namespace row_beside_any_of_a_query_of_another_type {
#ifdef REJECT
constexpr auto text =
    to_sql(select(post.id).from(post).where(any_of(select(person.age, person.id).from(person)) == std::tuple{post.author_id, post.views}));
// error: tuple: the subquery's column at the place of a value of the row is of a type that does not compare with it
// note: "author_id"
#else
constexpr auto text =
    to_sql(select(post.id).from(post).where(any_of(select(person.id, person.age).from(person)) == std::tuple{post.author_id, post.views}));
#endif
}  // namespace row_beside_any_of_a_query_of_another_type

namespace row_in_a_query_names_a_table_that_is_not_there {
#ifdef REJECT
constexpr auto query =
    select(post.id).from(post).where(in(std::tuple{chief.id, post.title}, select(person.id, person.email).from(person)));
constexpr auto text = to_sql(query);
// error: where: names a column of a table that is not in from; join the table, or name the alias
// note: "chief"
#else
constexpr auto query =
    select(post.id).from(post).where(in(std::tuple{post.author_id, post.title}, select(person.id, person.email).from(person)));
constexpr auto text = to_sql(query);
#endif
}  // namespace row_in_a_query_names_a_table_that_is_not_there

namespace add_hours_to_a_moment {
#ifdef REJECT
constexpr auto text = to_sql(select(post.published_at + 1).from(post));
// error: +: a date or time takes an interval, as interval{.days = 7}, and a date whole days or a time of day
#else
constexpr auto text = to_sql(select(post.published_at + interval{.days = 1}).from(post));
#endif
}  // namespace add_hours_to_a_moment

namespace any_of_a_wide_query {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.views > any_of(select(person.age, person.id).from(person))));
// error: any_of, all_of: the subquery must return one column
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.views > any_of(select(person.age).from(person))));
#endif
}  // namespace any_of_a_wide_query

namespace all_of_a_query_of_another_type {
#ifdef REJECT
constexpr auto text = to_sql(select(post.id).from(post).where(post.title != all_of(select(person.age).from(person))));
// error: any_of, all_of: the subquery's column is of a type that does not compare
#else
constexpr auto text = to_sql(select(post.id).from(post).where(post.title != all_of(select(person.id).from(person))));
#endif
}  // namespace all_of_a_query_of_another_type

namespace path_that_is_a_number {
#ifdef REJECT
constexpr auto text = to_sql(select(jsonb_path_exists(post.meta, 7)).from(post));
// error: function: no form of it takes arguments of these types
#else
constexpr auto text = to_sql(select(jsonb_path_exists(post.meta, "$.a")).from(post));
#endif
}  // namespace path_that_is_a_number
